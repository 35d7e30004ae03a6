"""What everybody reads of confirmations and amendments."""

from django.urls import path

from kokreasi.plans.views import amendments

urlpatterns = [
    path("komitmen/<str:reference>/perubahan/", amendments.index, name="commitment-amendments"),
    path(
        "komitmen/<str:reference>/konfirmasi/<id:pk>/<str:name>",
        amendments.letter,
        name="confirmation-file",
    ),
]
