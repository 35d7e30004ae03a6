"""Meetings as the secretariat arranges them, alone and two at once."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokreasi.core.fields import BilingualFormField
from kokreasi.files.tests import content
from kokreasi.meetings.choices import Access
from kokreasi.meetings.models import Meeting, Paper
from kokreasi.meetings.services import agenda, meetings
from kokreasi.meetings.tests.factories import make_meeting, make_paper, meeting_kind
from kokreasi.plans.tests.factories import both, make_commitment, make_plan, make_stage

pytestmark = pytest.mark.django_db

SCRIPT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def meeting():
    return make_meeting()


def of(meeting, name, *more):
    return reverse(f"meetings:{name}", args=[meeting.reference, *more])


def opened(client, meeting, card, **typed):
    """Give what a browser sends from a card as it was opened, with some fields typed over."""
    context = client.get(of(meeting, "edit")).context
    cards = [*context["sections"].values(), *(card for _line, card in context["agenda"])]
    form = next(each for each in cards if each.name == card).form
    return _as_sent(form) | typed


def _as_sent(form) -> dict:
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, BilingualFormField):
            pair = bound.field.widget.decompress(value)
            sent |= dict(zip((f"{bound.html_name}_id", f"{bound.html_name}_en"), pair, strict=True))
        elif isinstance(value, list):
            sent[bound.html_name] = [getattr(one, "pk", one) for one in value]
        elif value is not None:
            sent[bound.html_name] = bound.field.prepare_value(value)
    return sent


def new(**typed):
    return {
        "title_id": "Pertemuan bilateral LKPP",
        "kind": meeting_kind().pk,
        "day": "2018-09-18",
        "zone": "Asia/Jakarta",
        "access": "public",
    } | typed


def test_a_meeting_is_arranged_with_a_plan_chosen_beforehand(as_editor) -> None:
    plan = make_plan()
    address = f"{reverse('meetings:create')}?rencana={plan.reference}"

    page = as_editor.get(address)
    answer = as_editor.post(address, new(plan=plan.pk, begins="09:30", ends="12:15"))

    made = Meeting.objects.get()
    assert page.context["form"].initial["plan"] == plan
    assert answer.url == of(made, "edit")
    assert (made.plan, made.begins, made.ends) == (plan, time(9, 30), time(12, 15))
    assert not made.record.is_public


WRONG = [
    ({"day": "1890-01-01"}, "day"),
    ({"last_day": "2018-09-18"}, "last_day"),
    ({"ends": "12:00"}, "begins"),
    ({"begins": "12:00", "ends": "11:00"}, "ends"),
    ({"title_id": ""}, "title"),
]


@pytest.mark.parametrize(("typed", "field"), WRONG)
def test_what_cannot_be_is_said_at_its_field(typed, field, as_editor) -> None:
    answer = as_editor.post(reverse("meetings:create"), new(**typed))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Meeting.objects.exists()


def test_a_card_saves_what_was_changed_and_says_when(meeting, as_editor) -> None:
    sent = opened(as_editor, meeting, "waktu", place="Bappenas")

    answer = as_editor.post(of(meeting, "section", "waktu"), sent, **SCRIPT)

    meeting.refresh_from_db()
    assert answer["X-Saved"] == "yes"
    assert (meeting.place, meeting.sequence) == ("Bappenas", 1)


def test_without_the_script_the_page_comes_back_at_the_card(meeting, as_editor) -> None:
    sent = opened(as_editor, meeting, "orang", chair="Ibu Rohaya")

    answer = as_editor.post(of(meeting, "section", "orang"), sent, follow=True)

    assert answer.redirect_chain[0][0].endswith("?saved=orang#orang")
    assert "Tersimpan" in answer.content.decode()


def test_whoever_writes_the_same_field_second_sees_both(meeting, as_editor, editor) -> None:
    sent = opened(as_editor, meeting, "waktu", place="Bappenas")
    meetings.change(meeting, {"place": "LKPP"}, seen=1, by=editor)

    answer = as_editor.post(of(meeting, "section", "waktu"), sent)

    meeting.refresh_from_db()
    assert answer.status_code == 409
    (conflict,) = answer.context["sections"]["waktu"].conflicts
    assert (conflict.theirs.id, conflict.mine.id) == ("LKPP", "Bappenas")
    assert meeting.place == "LKPP"


def test_a_rule_that_refuses_speaks_on_the_card(as_editor) -> None:
    meeting = make_meeting(is_public=True)
    sent = opened(as_editor, meeting, "fakta", access=Access.INVITED)

    answer = as_editor.post(of(meeting, "section", "fakta"), sent)

    meeting.refresh_from_db()
    assert answer.status_code == 422
    assert meeting.access == Access.PUBLIC


def test_another_plan_lets_go_of_the_stages(as_editor) -> None:
    plan = make_plan()
    meeting = make_meeting(plan=plan, stages=[make_stage(plan)])
    other = make_plan("2020")

    as_editor.post(of(meeting, "plan"), {"plan": other.pk})

    meeting.refresh_from_db()
    assert (meeting.plan, list(meeting.stages.all())) == (other, [])


def test_several_items_are_pasted_with_their_minutes(as_editor) -> None:
    meeting = make_meeting(begins=time(9, 30), ends=time(10))
    pasted = "Pembukaan (10)\n\n  Paparan LKPP [30 menit]\nPenutup (lihat lampiran)\n"

    as_editor.post(of(meeting, "agenda-add"), {"items": pasted})

    page = as_editor.get(of(meeting, "edit"))
    lines = [line for line, _card in page.context["agenda"]]
    assert [(line.item.title, line.item.duration) for line in lines] == [
        ("Pembukaan", 10),
        ("Paparan LKPP", 30),
        ("Penutup (lihat lampiran)", None),
    ]
    assert [line.begins for line in lines] == [time(9, 30), time(9, 40), time(10, 10)]
    assert page.context["minutes_over"] == 10


def test_items_move_by_one_press_and_stop_at_the_ends(meeting, as_editor, editor) -> None:
    items = agenda.add_all(meeting, [("A", None), ("B", None), ("C", None)], by=editor)

    for pk, way in [(items[2].pk, "naik"), (items[0].pk, "naik"), (items[1].pk, "turun")]:
        answer = as_editor.post(of(meeting, "agenda-move", pk, way))
        assert answer.url.endswith(f"#acara-{pk}")

    assert [item.title for item in meeting.agenda.all()] == ["A", "C", "B"]
    assert as_editor.post(of(meeting, "agenda-move", items[0].pk, "kiri")).status_code == 404


def test_an_item_is_changed_and_removed_twice_without_harm(meeting, as_editor, editor) -> None:
    first, second = agenda.add_all(meeting, [("A", None), ("B", 5)], by=editor)
    sent = opened(as_editor, meeting, f"acara-{second.pk}", title="B baru")

    answer = as_editor.post(of(meeting, "agenda-item", second.pk), sent, **SCRIPT)
    for _press in range(2):
        as_editor.post(of(meeting, "agenda-remove", first.pk))

    assert answer["X-Saved"] == "yes"
    assert list(meeting.agenda.values_list("title", "position")) == [("B baru", 1)]


def test_subjects_are_found_by_words_pressed_and_let_go(meeting, as_editor) -> None:
    commitment = make_commitment(make_plan(is_open=True), title=both("Tender terbuka"))
    record = commitment.record

    offered = as_editor.post(of(meeting, "discuss"), {"name": "tender"})
    typed = as_editor.get(reverse("meetings:suggestions"), {"name": "tender"})
    as_editor.post(of(meeting, "discuss"), {"subject": record.reference})
    discussed = list(meeting.subjects.all())
    as_editor.post(of(meeting, "leave-out", record.pk))

    assert offered.status_code == 422
    assert list(offered.context["suggestions"]) == list(typed.context["suggestions"]) == [record]
    assert discussed == [record]
    assert not meeting.subjects.exists()
    assert not record.links_out.exists()


def test_a_reference_that_is_typed_is_enough(meeting, as_editor) -> None:
    record = make_plan().record

    as_editor.post(of(meeting, "discuss"), {"name": record.reference.lower()})

    assert list(meeting.subjects.all()) == [record]


def test_announcing_holding_cancelling_and_withdrawing(as_editor) -> None:
    meeting, other = make_meeting(), make_meeting()

    as_editor.post(of(meeting, "announce"))
    as_editor.post(of(meeting, "hold"))
    refused = as_editor.post(of(meeting, "cancel"), {"reason": "Hujan."})
    as_editor.post(of(meeting, "withdraw"), {"reason": "Salah tanggal."})
    as_editor.post(of(other, "cancel"), {"reason": "Banjir."})

    meeting.refresh_from_db()
    other.refresh_from_db()
    assert (meeting.state, meeting.record.is_public, refused.status_code) == ("held", False, 422)
    assert (other.state, other.cancelled_because) == ("cancelled", "Banjir.")


def test_the_next_meeting_is_one_press_away(meeting, as_editor) -> None:
    answer = as_editor.post(of(meeting, "next"), {"day": "2018-10-18"})
    wrong = as_editor.post(of(meeting, "next"), {"day": "0018-10-18"})

    following = Meeting.objects.get(day=date(2018, 10, 18))
    assert answer.url == of(following, "edit")
    assert following.series.meetings.count() == 2
    assert wrong.status_code == 422
    as_editor.post(of(meeting, "series"), {"title_id": "Tender"})
    following.series.refresh_from_db()
    assert following.series.title.id == "Tender"


def paper(**typed):
    return {"role": "material", "title_id": "Paparan", **typed}


def test_a_paper_is_added_described_and_taken_off(meeting, as_editor) -> None:
    sent = paper(file=content.upload("foto.png", content.picture("PNG")), role="photograph")

    wordless = as_editor.post(of(meeting, "papers"), sent)
    sent["file"].seek(0)
    as_editor.post(of(meeting, "papers"), sent | {"alt_id": "Peserta di meja"})
    kept = Paper.objects.get()
    described = paper(role="photograph", alt_id="Dua belas peserta", is_public="on")
    as_editor.post(of(meeting, "paper", kept.pk), described)
    kept.refresh_from_db()
    for _press in range(2):
        as_editor.post(of(meeting, "paper-remove", kept.pk))

    assert list(wordless.context["form"].errors) == ["alt"]
    assert (kept.alt.id, kept.is_public) == ("Dua belas peserta", True)
    assert not meeting.papers.exists()


def test_an_attendance_list_is_never_for_everybody(meeting, as_editor) -> None:
    sent = paper(file=content.upload("hadir.txt", b"Rohaya"), role="attendance", is_public="on")

    answer = as_editor.post(of(meeting, "papers"), sent)

    assert list(answer.context["form"].errors) == ["is_public"]
    assert not Paper.objects.exists()


FILTERS = [
    ("", {"A", "B", "C"}),
    ("rencana=RAN-2018", {"A"}),
    ("jenis=visit", {"B"}),
    ("keadaan=cancelled", {"C"}),
    ("keadaan=nonsense", {"A", "B", "C"}),
    ("waktu=mendatang", {"B"}),
    ("waktu=lampau", {"A", "C"}),
    ("q=bappenas", {"A"}),
    ("tahapan=THP-2018-01", {"A"}),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_the_list_is_narrowed(query, expected, as_editor, editor) -> None:
    plan = make_plan(is_open=True)
    make_meeting("A", plan=plan, stages=[make_stage(plan)], place="Bappenas")
    make_meeting("B", kind="visit", day=date(2100, 1, 1))
    meetings.cancel(make_meeting("C"), because="Hujan.", by=editor)

    page = as_editor.get(f"{reverse('meetings:index')}?{query}").context["page"]

    assert {meeting.title.id[0] for meeting in page} == expected


def test_the_list_asks_the_same_for_one_and_for_thirty(as_editor) -> None:
    plan = make_plan()
    make_meeting(plan=plan)
    one = asked(as_editor, reverse("meetings:index"))
    for number in range(29):
        make_meeting(f"M{number}", plan=plan)

    assert asked(as_editor, reverse("meetings:index")) == one


def asked(client, address) -> int:
    """Count what a page asks the database, what is kept until data change left out."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_papers_are_sent_to_whoever_may_read_them(client, cast) -> None:
    meeting = make_meeting(is_public=True)
    public, private = make_paper(meeting, is_public=True), make_paper(meeting, text="rahasia")

    answers = [client.get(one.get_absolute_url()).status_code for one in (public, private)]
    client.force_login(cast["editor"])

    assert answers == [200, 404]
    assert client.get(private.get_absolute_url()).status_code == 200
    assert "attachment" in client.get(private.get_absolute_url())["Content-Disposition"]
