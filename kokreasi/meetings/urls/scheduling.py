"""Addresses of meetings: the secretariat's pages, and what everybody reads."""

from django.urls import path

from kokreasi.meetings.views import public, scheduling

urlpatterns = [
    path("", scheduling.index, name="index"),
]
public_urlpatterns = [
    path("pertemuan/", public.meetings, name="meetings-list"),
    path("pertemuan/<str:reference>/", public.meeting, name="meeting"),
]
