"""Addresses of answers on paper."""

from django.urls import URLPattern

public_urlpatterns: list[URLPattern] = []

urlpatterns: list[URLPattern] = []
