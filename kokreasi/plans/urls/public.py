"""Addresses for everybody: the documents of plans."""

from kokreasi.plans.urls import documents

urlpatterns = [*documents.public_urlpatterns]
