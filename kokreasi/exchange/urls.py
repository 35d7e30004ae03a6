from django.urls import path, re_path

from kokreasi.exchange import views

PLAN = "ruang-kerja/rencana/<str:reference>"
RUN = f"{PLAN}/impor/<int:pk>"

urlpatterns = [
    path("data/", views.data, name="data"),
    path("data/<str:reference>/kokreasi.json", views.data_json, name="data-json"),
    re_path(
        r"^data/(?P<reference>[^/]+)/(?P<table>komitmen|target|perubahan)\.(?P<ending>xlsx|csv)$",
        views.data_table,
        name="data-table",
    ),
    re_path(
        r"^data/usulan\.(?P<ending>xlsx|csv)$",
        views.data_proposals,
        name="data-proposals",
    ),
    re_path(
        r"^data/tanggapan\.(?P<ending>xlsx|csv|json)$",
        views.data_responses,
        name="data-responses",
    ),
    re_path(
        r"^data/pertemuan\.(?P<ending>xlsx|csv)$",
        views.data_meetings,
        name="data-meetings",
    ),
    re_path(
        r"^data/tindak-lanjut\.(?P<ending>xlsx|csv)$",
        views.data_follow_ups,
        name="data-follow-ups",
    ),
    re_path(
        r"^ruang-kerja/rencana/(?P<reference>[^/]+)/matriks\.(?P<ending>xlsx|csv)$",
        views.matrix,
        name="matrix-export",
    ),
    path(f"{PLAN}/impor/", views.imports, name="matrix-imports"),
    path(f"{RUN}/", views.run, name="matrix-import-run"),
    path(f"{RUN}/putuskan/", views.decide, name="matrix-import-decide"),
    path(f"{RUN}/terapkan/", views.apply, name="matrix-import-apply"),
    path(f"{RUN}/batalkan/", views.abandon, name="matrix-import-abandon"),
    path(f"{RUN}/berkas/", views.file, name="matrix-import-file"),
]
