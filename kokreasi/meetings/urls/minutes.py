"""Addresses of minutes: where they are written, checked, made final, and read."""

from django.urls import path

from kokreasi.meetings.views import circulating, editions, minutes, veils

MINUTES = "<str:reference>/notula/"
SECTION = MINUTES + "bagian/"
POINT = MINUTES + "butir/"

urlpatterns = [
    path(MINUTES, minutes.minutes, name="minutes"),
    path(MINUTES + "mulai/", minutes.begin, name="minutes-begin"),
    path(SECTION, minutes.add_section, name="minutes-section-add"),
    path(SECTION + "<id:pk>/", minutes.section, name="minutes-section"),
    path(POINT, minutes.add_point, name="point-add"),
    path(POINT + "<id:pk>/", minutes.point, name="point"),
    path(MINUTES + "tindak-lanjut/", minutes.add_follow_up, name="minutes-follow-up"),
    path(MINUTES + "koreksi/", circulating.corrections, name="corrections"),
    path(MINUTES + "koreksi/<id:pk>/", circulating.answer, name="correction"),
    path(MINUTES + "edarkan/", circulating.circulate, name="circulate"),
    path(MINUTES + "publik/", veils.veils, name="veils"),
    path(MINUTES + "publik/<id:pk>/hapus/", veils.remove, name="veil-remove"),
    path(MINUTES + "final/", editions.finalise, name="finalise"),
    path(MINUTES + "buka/", editions.reopen, name="reopen-minutes"),
]
public_urlpatterns = [
    path("pertemuan/<str:reference>/notula/", circulating.circulated, name="circulated-minutes"),
    path("notula/<str:key>/", circulating.by_key, name="minutes-by-key"),
]
