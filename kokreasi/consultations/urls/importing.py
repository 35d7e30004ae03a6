"""Addresses of answers in files."""

from django.urls import URLPattern

public_urlpatterns: list[URLPattern] = []

urlpatterns: list[URLPattern] = []
