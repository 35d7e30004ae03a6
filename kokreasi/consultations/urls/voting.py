"""Addresses of statements and votes."""

from django.urls import URLPattern

public_urlpatterns: list[URLPattern] = []

urlpatterns: list[URLPattern] = []
