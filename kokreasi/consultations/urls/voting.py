"""Addresses of statements and votes."""

from django.urls import URLPattern, path

from kokreasi.consultations.views.voting import desk, sending, voting

HERE = "konsultasi/<str:reference>/pernyataan"
DESK = "<str:reference>/pernyataan"
ONE = f"{DESK}/<id:pk>"

public_urlpatterns: list[URLPattern] = [
    path(f"{HERE}/", voting.statements, name="statements"),
    path(f"{HERE}/suara/", voting.vote, name="statement-vote"),
    path(f"{HERE}/suara-saya/", voting.own_votes, name="own-votes"),
    path(f"{HERE}/usul/", sending.send, name="statement-send"),
    path(f"{HERE}/moderasi/", sending.log, name="statement-log"),
]

urlpatterns: list[URLPattern] = [
    path(f"{DESK}/", desk.desk, name="statements-desk"),
    path(f"{DESK}/tulis/", desk.write, name="statement-write"),
    path(f"{ONE}/ubah/", desk.change, name="statement-change"),
    path(f"{ONE}/naik/", desk.move_up, name="statement-up"),
    path(f"{ONE}/buang/", desk.discard, name="statement-discard"),
    path(f"{ONE}/loloskan/", desk.accept, name="statement-accept"),
    path(f"{ONE}/tolak/", desk.refuse, name="statement-refuse"),
]
