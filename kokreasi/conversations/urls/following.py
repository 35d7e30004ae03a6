"""Addresses for following: by anybody, by the link of a mail, and signed in."""

from django.urls import path

from kokreasi.conversations.views import following

urlpatterns = [
    path("ikuti/<str:reference>/", following.follow, name="follow-record"),
    path("ikuti/kunci/<str:key>/", following.by_key, name="follow"),
    path("ikuti/kunci/<str:key>/berhenti/", following.leave_all, name="leave-all"),
    path("ruang-kerja/ikuti/", following.mine, name="following"),
]
