"""The themes of a plan."""

import pytest

from kokreasi.core.bilingual import Bilingual
from kokreasi.plans import services
from kokreasi.plans.services.themes import ThemeExistsError, ThemeInUseError
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.plans.tests.telling import changes, events, last_line
from kokreasi.plans.tests.untouched import refused

pytestmark = pytest.mark.django_db


def add(plan, words, by=None):
    return services.themes.add(plan, title=Bilingual(id=words), by=by)


@pytest.mark.parametrize("is_open", [False, True])
def test_a_theme_is_added_and_the_plan_tells_it(is_open, editor) -> None:
    plan = make_plan(is_open=is_open)

    theme = services.themes.add(plan, title=both("Open budgets"), by=editor)

    assert (theme.code, theme.position) == ("open-budgets-id", 1)
    assert last_line(plan.record)[0::2] == ("plan.themes_changed", "added a theme")
    assert last_line(plan.record)[3] == is_open
    assert changes(plan.record) == [("theme", "nothing", "Open budgets (en)")]


def test_a_theme_is_not_added_twice() -> None:
    plan = make_plan()
    add(plan, "Anggaran")

    with refused(ThemeExistsError):
        add(plan, "ANGGARAN!")


def test_long_titles_that_begin_alike_get_codes_of_their_own() -> None:
    plan, start = make_plan(), "keterbukaan informasi publik di seluruh badan publik pusat dan"

    codes = [add(plan, f"{start} {end}").code for end in ("daerah", "desa", "kota")]

    assert len(set(codes)) == 3
    assert all(len(code) <= 60 for code in codes)


def test_a_title_in_another_script_gets_a_code_too() -> None:
    plan = make_plan()

    codes = [add(plan, "ꦧꦸꦢꦪ").code, add(plan, "ꦢꦺꦱ").code]

    assert codes == ["tema", "tema-2"]
    with refused(ThemeExistsError):
        add(plan, "ꦢꦺꦱ")


def test_a_theme_added_after_a_removal_still_comes_last(editor) -> None:
    plan = make_plan()
    first, _second, _third = (add(plan, words) for words in ("Satu", "Dua", "Tiga"))
    services.themes.remove(first, by=editor)

    last = add(plan, "Akhir")

    assert list(plan.themes.all())[-1] == last


def test_a_renamed_theme_keeps_its_code(editor) -> None:
    plan = make_plan()
    theme = add(plan, "Anggaran")

    changed = services.themes.change(theme, {"title": both("Money")}, by=editor)

    assert (changed.code, changed.title) == ("anggaran", both("Money"))
    assert changes(plan.record) == [("title", "Anggaran", "Money (en)")]


def test_no_change_writes_no_history(editor) -> None:
    plan = make_plan()
    theme = add(plan, "Anggaran")

    services.themes.change(theme, {"title": theme.title}, by=editor)

    assert events(plan.record) == ["plan.created", "plan.themes_changed"]


def test_a_theme_goes_once_nothing_stands_under_it(editor) -> None:
    plan = make_plan()
    theme = add(plan, "Anggaran")
    commitment = make_commitment(plan, theme=theme)

    with refused(ThemeInUseError):
        services.themes.remove(theme, by=editor)
    services.commitments.change(commitment, {"theme": None}, seen=1, by=editor)
    services.themes.remove(theme, by=editor)

    assert not plan.themes.exists()
    assert changes(plan.record) == [("theme", "Anggaran", "nothing")]
