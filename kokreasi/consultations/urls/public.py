"""Addresses for everybody: consultations, answering, voting, results and findings."""

from kokreasi.consultations.urls import (
    answering,
    assisting,
    building,
    coding,
    importing,
    results,
    voting,
)

urlpatterns = [
    *results.public_urlpatterns,
    *voting.public_urlpatterns,
    *coding.public_urlpatterns,
    *assisting.public_urlpatterns,
    *importing.public_urlpatterns,
    *building.public_urlpatterns,
    *answering.public_urlpatterns,
]
