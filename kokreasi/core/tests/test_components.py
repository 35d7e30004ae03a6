from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from kokreasi.core import parts
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.drawing import Bar


def shown(source: str, **context) -> str:
    return Template(source).render(Context(context))


WRONG = [
    '{% badge "x" tone="loud" %}',
    '{% icon "unicorn" %}',
    '{% notice tone="loud" %}x{% endnotice %}',
    '{% panel title="x" level=1 %}x{% endpanel %}',
    '{% panel title="x" level=7 %}x{% endpanel %}',
    '{% empty_state "x" action="Go" %}',
    '{% empty_state "x" href="/" %}',
    '{% breadcrumbs "Plans" %}',
    '{% word_changes "a" "b" side="left" %}',
    "{% steps labels current=3 %}",
]


@pytest.mark.parametrize("source", WRONG)
def test_a_wrong_value_is_refused(source) -> None:
    with pytest.raises(TemplateSyntaxError):
        shown(source, labels=["a", "b"])


@pytest.mark.parametrize(
    "source",
    [
        '{% badge "x" colour="red" %}',
        "{% figure %}",
        "{% timeline bars %}",
        '{% share "x" %}',
        "{% fact %}x{% endfact %}",
    ],
)
def test_a_wrong_argument_fails_when_the_template_compiles(source) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_badge_says_its_state_in_words() -> None:
    html = shown('{% badge "Terlambat" tone="warning" %}')

    assertHTMLEqual(html, '<span class="badge badge-warning">Terlambat</span>')


# Words in two languages


def test_text_in_the_readers_language_carries_no_mark() -> None:
    with override("id"):
        assert shown("{% text words %}", words=Bilingual("Rencana", "Plan")) == "Rencana"


def test_text_that_fell_back_says_so_and_names_its_language() -> None:
    with override("id"):
        html = shown("{% text words %}", words=Bilingual("", "Plan"))

    assertInHTML('<span lang="en">Plan</span>', html)
    assertInHTML('<small class="fallback">(belum diterjemahkan)</small>', html)


def test_brief_text_that_fell_back_shows_the_letters_of_its_language() -> None:
    with override("en"):
        html = shown("{% text words brief=True %}", words=Bilingual("Rencana", ""))

    assertInHTML('<span lang="id">Rencana</span>', html)
    assertInHTML('<abbr class="fallback-tag" title="not translated yet">id</abbr>', html)


def test_text_of_several_lines_becomes_paragraphs() -> None:
    html = shown("{% text words multiline=True %}", words="one\n\ntwo")

    assertHTMLEqual(html, '<div class="prose"><p>one</p><p>two</p></div>')


@pytest.mark.parametrize("words", ["<b>x</b>", Bilingual("<b>x</b>", "<b>x</b>")])
@pytest.mark.parametrize("multiline", [False, True])
def test_text_is_escaped(words, multiline) -> None:
    html = shown("{% text words multiline=multiline %}", words=words, multiline=multiline)

    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "<b>" not in html


# Dates


def test_day_is_written_as_people_do_and_as_machines_do() -> None:
    with override("id"):
        html = shown("{% day on %}", on=date(2018, 10, 23))

    assertHTMLEqual(html, '<time datetime="2018-10-23">23 Oktober 2018</time>')


def test_moment_is_told_in_western_indonesian_time() -> None:
    html = shown("{% day at %}", at=datetime(2018, 10, 22, 17, 5, tzinfo=UTC))

    assert "23 Oktober 2018, 00.05 WIB" in html
    assert 'datetime="2018-10-23T00:05:00+07:00"' in html


def test_what_ends_at_midnight_ends_on_the_day_before() -> None:
    evening, next_day = (
        datetime(2018, 9, 30, hour, tzinfo=UTC) for hour in (17, 18)
    )  # 00.00 and 01.00 of 1 October in WIB

    assert "30 September 2018, 24.00 WIB" in parts.day(evening, ends=True)
    assert "30 September 2018<" in parts.day(evening, ends=True, hour=False)
    assert "1 Oktober 2018, 01.00 WIB" in parts.day(next_day, ends=True)
    assert "1 Oktober 2018, 00.00 WIB" in parts.day(evening)


def test_day_that_is_not_known_says_what_it_was_told_to() -> None:
    assert shown('{% day on empty="belum ditetapkan" %}', on=None).strip() == "belum ditetapkan"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2019, 5, 1), date(2019, 7, 31), ">Mei</time>–<time"),
        (date(2018, 8, 3), date(2018, 9, 2), ">3 Agustus</time> – <time"),
        (date(2018, 8, 3), None, "sejak <time"),
        (None, date(2018, 8, 3), "sampai <time"),
        (None, None, "belum bertanggal"),
    ],
)
def test_period_may_be_open_at_either_end(first, last, expected) -> None:
    with override("id"):
        assert expected in shown("{% period first last %}", first=first, last=last)


# Numbers


def statement(value: str) -> SimpleNamespace:
    return SimpleNamespace(
        value=Decimal(value), unit="", source=Bilingual("Artikel 2018", "Article"), source_url=""
    )


def figure(derived: int | None, stated: SimpleNamespace | None, href: str = "/k/") -> str:
    with override("id"):
        return shown(
            '{% figure "tahapan" derived stated=stated href=href %}',
            derived=derived,
            stated=stated,
            href=href,
        )


def test_figure_links_to_what_it_counts() -> None:
    assertInHTML('<a href="/k/">7<span class="unseen"> tahapan</span></a>', figure(7, None))


def test_figure_shows_another_number_of_a_source_beside_ours() -> None:
    html = figure(7, statement("6.00"))

    assert "Sumber menyebut 6:" in html
    assert "Artikel 2018" in html


def test_figure_keeps_silent_about_a_source_that_agrees() -> None:
    assert "Artikel" not in figure(7, statement("7.00"))


def test_figure_of_nothing_recorded_is_a_statement_and_never_0() -> None:
    html = figure(None, statement("83.00"))

    assertInHTML('<p class="figure-number"><data value="83">83</data></p>', html)
    assert "Menurut sumber:" in html
    assert "<a" not in html


def test_figure_without_record_or_statement_says_so() -> None:
    html = figure(None, None)

    assert "Belum ada catatan." in html
    assert "<data" not in html


def test_figure_that_was_counted_as_0_is_0() -> None:
    assertInHTML('<data value="0"><a href="/k/">0<span class="unseen"> tahapan</span></a></data>', figure(0, None))  # fmt: skip # noqa: E501


def test_figure_is_written_for_people_and_for_machines() -> None:
    html = figure(12345, None, href="")

    assertInHTML('<data value="12345">12.345</data>', html)


# Frames


def test_fact_without_content_is_left_out() -> None:
    html = shown(
        '{% facts %}{% fact "A" %}{{ a }}{% endfact %}{% fact "B" %} {{ b }} {% endfact %}{% endfacts %}',  # noqa: E501
        a="<1>",
        b="",
    )

    assertHTMLEqual(html, '<dl class="facts"><div><dt>A</dt><dd>&lt;1&gt;</dd></div></dl>')


def test_panel_is_a_target_of_links() -> None:
    html = shown('{% panel title="Tahapan" name="tahapan" wide=True %}<p>x</p>{% endpanel %}')

    assertInHTML("<h2>Tahapan</h2>", html)
    assert '<section class="panel panel-wide" id="tahapan">' in html
    assert "<p>x</p>" in html


# Ways


def test_breadcrumbs_pair_labels_with_addresses() -> None:
    html = shown('{% breadcrumbs "Rencana" "/rencana/" %}')

    assertInHTML('<li><a href="/rencana/">Rencana</a></li>', html)


def page_links(number: int, total: int, query: str = "") -> str:
    request = RequestFactory().get(f"/k/?{query}")
    page = Paginator(range(total), 20).get_page(number)
    return Template("{% paging page %}").render(RequestContext(request, {"page": page}))


def test_paging_keeps_the_filters() -> None:
    html = page_links(4, 214, "tema=a%26b&page=4")

    assert "?tema=a%26b&amp;page=5" in html
    assert "61–80 dari 214" in html
    assertInHTML('<span aria-current="page">4</span>', html)


def test_paging_of_a_single_page_shows_nothing() -> None:
    assert page_links(1, 20).strip() == ""


def test_share_links_are_plain_and_escaped(settings) -> None:
    settings.ORIGIN = "https://kokreasi.example"

    html = shown('{% share "RAN & OGI" href="/r/RAN-2018/" %}')

    assert 'href="https://kokreasi.example/r/RAN-2018/"' in html
    assert "text=RAN%20%26%20OGI" in html
    assert "%2Fr%2FRAN-2018%2F" in html


def test_steps_tell_which_is_current_and_which_are_done() -> None:
    html = shown("{% steps labels current=2 %}", labels=["Berkas", "Periksa", "Simpan"])

    assert html.count('aria-current="step"') == 1
    assert html.count('class="step-done"') == 1


BARS = [
    Bar("Konsultasi", date(2018, 8, 1), date(2018, 9, 30), href="/t/1/"),
    Bar(Bilingual("", "Finalisation"), date(2018, 10, 23), date(2018, 10, 23)),
]


def test_timeline_is_a_list_that_reads_without_the_drawing() -> None:
    with override("id"):
        html = shown("{% timeline bars today %}", bars=BARS, today=date(2018, 9, 14))

    assert html.count("<li ") == 2
    assertInHTML('<a href="/t/1/">Konsultasi</a>', html)
    assert "berlangsung" in html
    assert "akan datang" in html
    assertInHTML('<span lang="en">Finalisation</span>', html)


def test_timeline_draws_with_attributes_that_every_language_reads() -> None:
    with override("id"):
        html = shown("{% timeline bars today %}", bars=BARS, today=date(2018, 9, 14))

    assert 'x="0.00%"' in html
    assert "style=" not in html


def test_timeline_draws_dots_and_says_what_they_are() -> None:
    day = date(2018, 8, 8)
    bar = Bar("Bilateral", day, day, note="14 pertemuan", note_href="/p/", dots=(day,))

    html = shown("{% timeline bars today %}", bars=[bar], today=date(2018, 9, 14))

    assert html.count("<circle ") == 1
    assertInHTML('<a href="/p/">14 pertemuan</a>', html)


def test_timeline_without_bars_draws_nothing() -> None:
    assert shown("{% timeline bars today %}", bars=[], today=date(2018, 9, 14)).strip() == ""


def test_history_tells_who_changed_what_and_why() -> None:
    change = {"field": Bilingual("Tenggat", "Due"), "old": Bilingual("1 Mei", ""), "new": Bilingual("1 Juni", "")}  # fmt: skip # noqa: E501
    entry = SimpleNamespace(
        on_behalf_of="Sekretariat OGI",
        says=Bilingual("mengubah tenggat", "changed the due date"),
        changes=[change],
        told_changes=lambda: [change],
        reason="surat terlambat",
        at=datetime(2018, 10, 23, 3, 0, tzinfo=UTC),
    )

    with override("id"):
        html = shown("{% history entries %}", entries=[entry])

    assertInHTML("<strong>Sekretariat OGI</strong>", html)
    assertInHTML("<del>1 Mei</del>", html)
    assertInHTML("<ins>1 Juni</ins>", html)
    assert "Alasan: surat terlambat" in html


def test_changed_words_are_marked_by_elements_and_in_words() -> None:
    with override("en"):
        page = shown(
            "{% word_changes old new %}",
            old=Bilingual(en="three <b>districts</b>"),
            new=Bilingual(en="five <b>districts</b>"),
        )

    assertInHTML(
        '<del><span class="unseen">[taken out: </span>three <span class="unseen">] </span></del>',
        page,
    )
    assertInHTML(
        '<ins><span class="unseen">[put in: </span>five <span class="unseen">] </span></ins>', page
    )
    assert "<b>" not in page


@pytest.mark.parametrize(("side", "hidden"), [("old", "five"), ("new", "three")])
def test_changed_words_stand_on_their_own_side(side, hidden) -> None:
    page = shown("{% word_changes 'three towns' 'five towns' side=side %}", side=side)

    assert hidden not in page
    assert "towns" in page
