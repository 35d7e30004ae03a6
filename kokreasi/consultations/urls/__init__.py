"""Addresses of the secretariat's pages, below /ruang-kerja/konsultasi/."""

from kokreasi.consultations.urls import (
    answering,
    assisting,
    building,
    coding,
    importing,
    results,
    voting,
)

app_name = "consultations"

urlpatterns = [
    *answering.urlpatterns,
    *voting.urlpatterns,
    *results.urlpatterns,
    *assisting.urlpatterns,
    *importing.urlpatterns,
    *coding.urlpatterns,
    *building.urlpatterns,  # last: its addresses begin with the reference of a consultation
]
