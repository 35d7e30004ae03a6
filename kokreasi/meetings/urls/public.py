"""Addresses for everybody: meetings, follow-ups, personal links and calendars."""

from kokreasi.meetings.urls import (
    attendance,
    documents,
    follow_ups,
    invitations,
    minutes,
    notes,
    scheduling,
)

urlpatterns = [
    *scheduling.public_urlpatterns,
    *follow_ups.public_urlpatterns,
    *invitations.public_urlpatterns,
    *attendance.public_urlpatterns,
    *minutes.public_urlpatterns,
    *notes.public_urlpatterns,
    *documents.public_urlpatterns,
]
