from itertools import count

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from kokreasi.core.page_cache import LONGEST_QUERY, forget_pages


@pytest.fixture
def readings():
    """A function that tells how often it was asked, as a view hands over what is not read yet."""
    return count(1).__next__


def shown(readings, name: str, day: str = "") -> str:
    source = "{% kept name day %}{{ readings }}{% endkept %}"
    return Template(source).render(Context({"name": name, "day": day, "readings": readings}))


def test_a_kept_part_is_written_once_until_data_change(readings) -> None:
    assert [shown(readings, "plan"), shown(readings, "plan")] == ["1", "1"]

    forget_pages()

    assert shown(readings, "plan") == "2"


def test_values_tell_parts_apart(readings) -> None:
    assert shown(readings, "plan", "2018-10-23") == "1"
    assert shown(readings, "plan", "2018-10-24") == "2"


def test_each_language_has_its_own_part(readings) -> None:
    assert shown(readings, "plan") == "1"
    with override("en"):
        assert shown(readings, "plan") == "2"


def test_a_part_with_too_long_a_name_is_written_each_time(readings) -> None:
    name = "x" * LONGEST_QUERY

    assert [shown(readings, name), shown(readings, name)] == ["1", "2"]


def test_a_kept_part_stays_safe(readings) -> None:
    source = "{% kept name %}<b>{{ words }}</b>{% endkept %}"

    for _time in range(2):
        html = Template(source).render(Context({"name": "x", "words": "<i>"}))
        assert html == "<b>&lt;i&gt;</b>"


def test_a_kept_part_needs_a_name() -> None:
    with pytest.raises(TemplateSyntaxError, match="needs a name"):
        Template("{% kept %}x{% endkept %}")
