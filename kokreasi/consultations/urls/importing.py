"""Addresses of answers in files."""

from django.urls import URLPattern, path

from kokreasi.consultations.views.importing import files, questions

ALL = "<str:reference>/impor/"
FILE = ALL + "<id:pk>/"

public_urlpatterns: list[URLPattern] = []

urlpatterns: list[URLPattern] = [
    path(ALL, files.imports, name="answers-imports"),
    path(FILE, files.file, name="answers-import"),
    path(FILE + "kolom/", files.columns, name="answers-import-columns"),
    path(FILE + "kuesioner/", questions.questions, name="answers-import-questions"),
    path(FILE + "putuskan/", files.decide, name="answers-import-decide"),
    path(FILE + "lupakan-keputusan/", files.reopen, name="answers-import-reopen"),
    path(FILE + "terapkan/", files.apply, name="answers-import-apply"),
    path(FILE + "kemajuan/", files.progress, name="answers-import-progress"),
    path(FILE + "lanjutkan/", files.resume, name="answers-import-resume"),
    path(FILE + "urungkan/", files.undo, name="answers-import-undo"),
    path(FILE + "sisihkan/", files.put_aside, name="answers-import-put-aside"),
    path(FILE + "berkas/", files.download, name="answers-import-file"),
]
