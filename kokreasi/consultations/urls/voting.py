"""Addresses of statements and votes."""

from django.urls import URLPattern, path

from kokreasi.consultations.views.voting import (
    desk,
    files,
    sending,
    standing,
    taking_over,
    texts,
    voting,
)

HERE = "konsultasi/<str:reference>/pernyataan"
TEXT = "konsultasi/<str:reference>/naskah"
DESK = "<str:reference>/pernyataan"
FILES = "<str:reference>/suara"
ONE = f"{DESK}/<id:pk>"

public_urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", voting.statements, name="statements"),
    path(f"{HERE}/suara/", voting.vote, name="statement-vote"),
    path(f"{HERE}/suara-saya/", voting.own_votes, name="own-votes"),
    path(f"{HERE}/usul/", sending.send, name="statement-send"),
    path(f"{HERE}/moderasi/", sending.log, name="statement-log"),
    path(f"{HERE}/posisi/", standing.place, name="opinion-place"),
    path(f"{HERE}/votes.csv", files.votes_file, name="votes-file"),
    path(f"{HERE}/comments.csv", files.statements_file, name="statements-file"),
    path(f"{TEXT}/", texts.every_text, name="consultation-text"),
    path(f"{TEXT}/<str:commitment>/", texts.one_text, name="consultation-sheet"),
]

urlpatterns: list[URLPattern] = [
    path(f"{DESK}/", desk.desk, name="statements-desk"),
    path(f"{DESK}/tulis/", desk.write, name="statement-write"),
    path(f"{ONE}/ubah/", desk.change, name="statement-change"),
    path(f"{ONE}/naik/", desk.move_up, name="statement-up"),
    path(f"{ONE}/buang/", desk.discard, name="statement-discard"),
    path(f"{ONE}/loloskan/", desk.accept, name="statement-accept"),
    path(f"{ONE}/tolak/", desk.refuse, name="statement-refuse"),
    path(f"{FILES}/", taking_over.upload, name="vote-files"),
    path(f"{FILES}/<id:pk>/", taking_over.report, name="vote-file"),
    path(f"{FILES}/<id:pk>/ambil/", taking_over.confirm, name="vote-file-confirm"),
]
