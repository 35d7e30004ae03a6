"""Addresses of the matrix of a plan, below /ruang-kerja/rencana/."""

from django.urls import path

from kokreasi.proposals.views.matrix import calls, editor, files, rows, saving

app_name = "matrix"

MATRIX = "<slug:code>/matriks/"

urlpatterns = [
    path(MATRIX, editor.editor, name="editor"),
    path(MATRIX + "sel/", saving.cells, name="cells"),
    path(MATRIX + "langkah/", saving.acts, name="acts"),
    path(MATRIX + "batal/", saving.undo, name="undo"),
    path(MATRIX + "nama/", saving.names, name="names"),
    path(MATRIX + "mulai/", rows.start, name="start"),
    path(MATRIX + "baris/baru/", rows.add, name="row-add"),
    path(MATRIX + "baris/<id:pk>/", rows.row, name="row"),
    path(MATRIX + "baris/<id:pk>/tata/", rows.arrange, name="arrange"),
    path(MATRIX + "isi/", calls.call, name="call"),
    path(MATRIX + "isi/tutup/", calls.close, name="call-close"),
    path(MATRIX + "matriks.xlsx", files.workbook, name="workbook"),
    path(MATRIX + "berkas/", files.upload, name="upload"),
    path(MATRIX + "berkas/<id:pk>/", files.review, name="review"),
]
