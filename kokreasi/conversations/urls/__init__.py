"""Addresses of conversations."""

from kokreasi.conversations.urls import following

urlpatterns = [*following.urlpatterns]
