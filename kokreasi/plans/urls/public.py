"""Addresses for everybody: documents of plans, confirmations and amendments."""

from django.urls import path

from kokreasi.plans.urls import documents
from kokreasi.plans.views import amendments

urlpatterns = [
    *documents.public_urlpatterns,
    path("komitmen/<str:reference>/perubahan/", amendments.index, name="commitment-amendments"),
    path(
        "komitmen/<str:reference>/konfirmasi/<id:pk>/<str:name>",
        amendments.letter,
        name="confirmation-file",
    ),
]
