"""Addresses of follow-ups."""

from django.urls import path

from kokreasi.meetings.views import follow_up_tables, following, meeting_follow_ups
from kokreasi.meetings.views import follow_ups as public

ALL = "tindak-lanjut"
OF_ONE = "<str:reference>/tindak-lanjut"

urlpatterns = [
    path(f"{ALL}/", following.index, name="follow-ups"),
    path(f"{ALL}/ekspor/<str:ending>/", follow_up_tables.export, name="follow-ups-export"),
    path(f"{ALL}/impor/", follow_up_tables.upload, name="follow-ups-upload"),
    path(f"{ALL}/impor/<str:sha256>/", follow_up_tables.take_over, name="follow-ups-import"),
    path(f"{ALL}/<str:reference>/", following.follow_up, name="follow-up"),
    path(f"{ALL}/<str:reference>/<slug:deed>/", following.act, name="follow-up-act"),
    path(f"{OF_ONE}/", meeting_follow_ups.follow_ups, name="meeting-follow-ups"),
    path(f"{OF_ONE}/hitung/", meeting_follow_ups.agree, name="meeting-follow-ups-agree"),
    path(f"{OF_ONE}/<str:follow_up>/kata/", meeting_follow_ups.say, name="meeting-follow-up-said"),
]
public_urlpatterns = [
    path("tindak-lanjut/", public.follow_ups, name="follow-ups"),
    path("tindak-lanjut/lembaga/", public.organisations, name="follow-ups-overdue"),
    path("tindak-lanjut/<str:reference>/", public.follow_up, name="follow-up"),
]
