"""Addresses of notes."""

from django.urls import URLPattern, path

from kokreasi.meetings.views import note_names, note_review, notes

NOTE = "naskah/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("naskah/", notes.index, name="notes"),
    path(f"{NOTE}/", notes.note, name="note"),
    path(f"{NOTE}/kemajuan/", notes.progress, name="note-progress"),
    path(f"{NOTE}/baca-ulang/", notes.read_again, name="note-read-again"),
    path(f"{NOTE}/berkas/", notes.file, name="note-file"),
    path(f"{NOTE}/fakta/", note_review.facts, name="note-facts"),
    path(f"{NOTE}/bagian/<slug:key>/", note_review.row, name="note-row"),
    path(f"{NOTE}/nama/", note_names.name, name="note-name"),
    path(f"{NOTE}/nama/kata/", note_names.keep_words, name="note-keep-words"),
    path(f"{NOTE}/nama/tanya/", note_names.ask_again, name="note-ask-again"),
    path(f"{NOTE}/pertemuan/", note_review.same, name="note-same"),
    path(f"{NOTE}/benar/", note_review.settle, name="note-settle"),
    path(f"{NOTE}/sisa/", note_review.still_open, name="note-open"),
    path(f"{NOTE}/terima/", notes.accept, name="note-accept"),
    path(f"{NOTE}/singkirkan/", notes.discard, name="note-discard"),
    path(f"{NOTE}/lanjutkan/", notes.take_up, name="note-take-up"),
]
public_urlpatterns: list[URLPattern] = []
