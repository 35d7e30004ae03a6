from django.urls import path

from kokreasi.organisations import views

DESK = "ruang-kerja/organisasi"
ONE = f"{DESK}/<str:reference>"

urlpatterns = [
    path(f"{DESK}/", views.desk, name="organisation_desk"),
    path(f"{DESK}/tambah/", views.add, name="organisation_add"),
    path(f"{DESK}/ekspor/<str:form>/", views.export, name="organisation_export"),
    path(f"{DESK}/impor/", views.upload, name="organisation_upload"),
    path(f"{DESK}/impor/<str:sha256>/", views.take_over, name="organisation_import"),
    path(f"{ONE}/", views.manage, name="organisation_manage"),
    path(f"{ONE}/profil/", views.change_profile, name="organisation_profile"),
    path(f"{ONE}/nama-baru/", views.rename, name="organisation_rename"),
    path(f"{ONE}/nama-lama/", views.add_past_name, name="organisation_past_name"),
    path(f"{ONE}/nama/<int:pk>/", views.correct_name, name="organisation_name"),
    path(f"{ONE}/sebutan/", views.add_alias, name="organisation_alias"),
    path(f"{ONE}/sebutan/<int:pk>/hapus/", views.remove_alias, name="organisation_alias_remove"),
    path(f"{ONE}/angka/", views.state_figure, name="organisation_figure"),
    path(f"{ONE}/angka/<int:pk>/hapus/", views.remove_figure, name="organisation_figure_remove"),
    path(f"{ONE}/gabung/", views.merge, name="organisation_merge"),
]
