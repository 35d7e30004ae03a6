"""Addresses of the secretariat's pages, below /ruang-kerja/rapat/."""

from kokreasi.meetings.urls import (
    attendance,
    documents,
    follow_ups,
    invitations,
    minutes,
    notes,
    scheduling,
)

app_name = "meetings"

urlpatterns = [
    *documents.urlpatterns,
    *notes.urlpatterns,
    *follow_ups.urlpatterns,
    *invitations.urlpatterns,
    *attendance.urlpatterns,
    *minutes.urlpatterns,
    *scheduling.urlpatterns,  # last: its addresses begin with the reference of a meeting
]
