"""Addresses of follow-ups."""

from django.urls import URLPattern, path

from kokreasi.meetings.views import follow_ups as views

urlpatterns: list[URLPattern] = []
public_urlpatterns: list[URLPattern] = [
    path("tindak-lanjut/", views.follow_ups, name="follow-ups"),
    path("tindak-lanjut/lembaga/", views.organisations, name="follow-ups-overdue"),
    path("tindak-lanjut/<str:reference>/", views.follow_up, name="follow-up"),
]
