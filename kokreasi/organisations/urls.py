from django.urls import path

from kokreasi.organisations import views

DESK = "ruang-kerja/organisasi"
ONE = f"{DESK}/<str:reference>"

urlpatterns = [
    path(f"{DESK}/", views.desk, name="organisation-desk"),
    path(f"{DESK}/tambah/", views.add, name="organisation-add"),
    path(f"{DESK}/ekspor/<str:form>/", views.export, name="organisation-export"),
    path(f"{DESK}/impor/", views.upload, name="organisation-upload"),
    path(f"{DESK}/impor/<str:sha256>/", views.take_over, name="organisation-import"),
    path(f"{ONE}/", views.manage, name="organisation-manage"),
    path(f"{ONE}/profil/", views.change_profile, name="organisation-profile"),
    path(f"{ONE}/nama-baru/", views.rename, name="organisation-rename"),
    path(f"{ONE}/nama-lama/", views.add_past_name, name="organisation-past-name"),
    path(f"{ONE}/nama/<int:pk>/", views.correct_name, name="organisation-name"),
    path(f"{ONE}/sebutan/", views.add_alias, name="organisation-alias"),
    path(f"{ONE}/sebutan/<int:pk>/hapus/", views.remove_alias, name="organisation-alias-remove"),
    path(f"{ONE}/angka/", views.state_figure, name="organisation-figure"),
    path(f"{ONE}/angka/<int:pk>/hapus/", views.remove_figure, name="organisation-figure-remove"),
    path(f"{ONE}/undang/", views.invite, name="organisation-invite"),
    path(f"{ONE}/anggota/<int:pk>/akhiri/", views.end_membership, name="organisation-member-end"),
    path(f"{ONE}/gabung/", views.merge, name="organisation-merge"),
]
