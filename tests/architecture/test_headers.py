"""What every answer carries when a view refuses or breaks; the others are in test_answers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from kokreasi.core.errors import DomainError

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FORBIDDEN = ("unsafe-inline", "unsafe-eval", "*", "http:", "https:")


def refuse(_request):
    raise PermissionDenied


def conflict(_request):
    raise DomainError("not now")


def fail(_request):
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("ok/", lambda _request: HttpResponse("ok")),
    path("refused/", refuse),
    path("conflict/", conflict),
    path("broken/", fail),
]

ADDRESSES = [
    ("/ok/", 200),
    ("/refused/", 403),
    ("/conflict/", 409),
    ("/broken/", 500),
]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), ADDRESSES)
def test_every_answer_carries_the_security_headers(address, status) -> None:
    response = Client(raise_request_exception=False).get(address)

    assert response.status_code == status
    assert {name: response.get(name) for name in EXPECTED} == EXPECTED
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not [word for word in FORBIDDEN if word in policy.replace("'", " ").split()]
