"""Addresses of writing a questionnaire."""

from django.urls import URLPattern

public_urlpatterns: list[URLPattern] = []

urlpatterns: list[URLPattern] = []
