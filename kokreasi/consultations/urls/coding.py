"""Addresses of findings and responses."""

from django.urls import URLPattern, path

from kokreasi.consultations.views import findings

public_urlpatterns: list[URLPattern] = [
    path("temuan/<str:reference>/", findings.finding, name="finding"),
]

urlpatterns: list[URLPattern] = []
