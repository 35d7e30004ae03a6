"""Pages of public lists."""

import pytest
from django.test import RequestFactory

from kokreasi.core.page_cache import forget_pages
from kokreasi.core.paging import PAGE_LENGTH, page_of
from kokreasi.register.models import Record
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db


def ask(query=""):
    request = RequestFactory().get(f"/komitmen/{query}")
    return page_of(request, Record.objects.order_by("reference"))


@pytest.fixture
def records():
    return RecordFactory.create_batch(PAGE_LENGTH + 1)


@pytest.mark.parametrize(
    ("query", "number", "length"),
    [
        ("", 1, PAGE_LENGTH),
        ("?page=2", 2, 1),
        ("?page=99", 2, 1),
        ("?page=0", 2, 1),
        ("?page=-1", 2, 1),
        ("?page=x", 1, PAGE_LENGTH),
        ("?page=1e400", 1, PAGE_LENGTH),
        ("?page=" + "9" * 400, 2, 1),
        ("?page=1&page=2", 2, 1),
        ("?q=" + "x" * 500, 1, PAGE_LENGTH),
    ],
)
def test_the_page_asked_for_is_given_or_the_nearest_one(records, query, number, length):
    page = ask(query)

    assert page.number == number
    assert len(page.object_list) == length


def test_a_list_is_counted_once_until_data_change(records, django_assert_num_queries):
    ask()

    with django_assert_num_queries(1):
        list(ask("?page=2"))


def test_a_list_is_counted_anew_after_a_change(records):
    assert ask().paginator.count == PAGE_LENGTH + 1
    RecordFactory()
    forget_pages()

    assert ask().paginator.count == PAGE_LENGTH + 2


def test_lists_with_other_filters_are_counted_apart(records):
    assert ask("?tema=a").paginator.count == PAGE_LENGTH + 1
    request = RequestFactory().get("/komitmen/?tema=b")

    assert page_of(request, Record.objects.none()).paginator.count == 0


def test_rows_of_ones_own_are_counted_apart(records):
    request = RequestFactory().get("/ruang-kerja/telaah/")
    own = {1: Record.objects.order_by("pk"), 2: Record.objects.order_by("pk")[:3]}

    counts = [page_of(request, own[who], whose=who).paginator.count for who in own]

    assert counts == [PAGE_LENGTH + 1, 3]


def test_rows_that_are_sorted_as_keys_stand_in_the_same_order(records):
    request = RequestFactory().get("/usulan/")
    ordered = Record.objects.order_by("-reference")

    page = page_of(request, ordered, read=lambda rows: rows.select_related("version"))

    assert list(page) == list(ordered[:PAGE_LENGTH])
