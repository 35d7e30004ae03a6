import pytest
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, path
from django.urls.resolvers import RegexPattern

from kokreasi.core.addresses import is_number


def _resolver() -> URLResolver:
    pattern: URLPattern = path("things/<id:pk>/", lambda _request, pk: None, name="thing")
    return URLResolver(RegexPattern(r"^/"), [pattern])


def test_id_is_a_number() -> None:
    assert _resolver().resolve("/things/17/").kwargs == {"pk": 17}
    assert _resolver().reverse("thing", pk=17) == "things/17/"


@pytest.mark.parametrize("wrong", ["0", "-1", "1e3", "017", "9" * 19, "٣"])
def test_what_no_row_can_have_is_no_address(wrong) -> None:
    with pytest.raises(Resolver404):
        _resolver().resolve(f"/things/{wrong}/")


def test_no_address_is_made_for_what_no_row_can_have() -> None:
    with pytest.raises(NoReverseMatch):
        _resolver().reverse("thing", pk=0)


@pytest.mark.parametrize(
    ("text", "can_be"),
    [("17", True), ("9" * 18, True), ("9" * 19, False), ("9" * 5000, False), ("٣", False)],
)
def test_a_number_of_a_row_fits_into_64_bits(text, can_be) -> None:
    assert is_number(text) == can_be
