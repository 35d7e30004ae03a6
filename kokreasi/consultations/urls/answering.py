"""Addresses of consultations and of answering them."""

from django.urls import URLPattern, path

from kokreasi.consultations.views import public

public_urlpatterns: list[URLPattern] = [
    path("konsultasi/", public.consultations, name="consultations-list"),
    path("konsultasi/<str:reference>/", public.consultation, name="consultation"),
]

urlpatterns: list[URLPattern] = []
