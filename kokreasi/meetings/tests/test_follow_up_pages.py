"""The pages of follow-ups: what everybody reads, and what the responsible do there."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kokreasi.core.page_cache import forget_pages
from kokreasi.files.tests import content
from kokreasi.meetings.choices import Access, FollowUpState, MeetingState, Nature
from kokreasi.meetings.models import FollowUp
from kokreasi.meetings.queries.follow_ups import accounts, overdue_by_organisation, standing
from kokreasi.meetings.services import follow_ups, meetings
from kokreasi.meetings.tests.factories import make_follow_up, make_meeting
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.plans.tests.factories import make_plan

pytestmark = pytest.mark.django_db

TODAY = date(2018, 11, 10)
PAST, AHEAD = date(2018, 10, 31), date(2018, 11, 30)


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2018-11-10 03:00+00:00"):
        yield


@pytest.fixture
def keuangan(db):
    make_ministry()  # the editor of the fixtures acts for ORG-0001
    return make_ministry("Kementerian Keuangan", "Kemenkeu")


@pytest.fixture
def focal_point(keuangan):
    return person_with(Role.FOCAL_POINT, body=keuangan.reference, body_name="Kementerian Keuangan")


@pytest.fixture
def meeting(db):
    return make_meeting(is_public=True, state=MeetingState.HELD, plan=make_plan(is_open=True))


@pytest.fixture
def several(meeting, keuangan, editor):
    """One of each kind, by its words."""
    made = {
        "lewat": make_follow_up("lewat", meeting=meeting, responsible=[keuangan], due_on=PAST),
        "nanti": make_follow_up("nanti", meeting=meeting, due_on=AHEAD, nature=Nature.REQUEST),
        "kapan saja": make_follow_up("kapan saja", meeting=meeting),
        "harapan": make_follow_up(
            "harapan", meeting=meeting, due_on=PAST, nature=Nature.WISH, responsible=[keuangan]
        ),
        "selesai": make_follow_up("selesai", meeting=meeting, responsible=[keuangan]),
        "gugur": make_follow_up("gugur", meeting=meeting),
    }
    follow_ups.finish(made["selesai"], outcome="done", by=editor)
    follow_ups.drop(made["gugur"], because="not needed", by=editor)
    return made


def listed(client, address: str, asked=None) -> list[str]:
    forget_pages()
    return [one.action for one in client.get(address, asked).context["page"]]


LIST = "/tindak-lanjut/"
BINDING = {"lewat", "nanti", "kapan saja", "selesai", "gugur"}
CHOICES = [
    ({}, BINDING),
    ({"keadaan": "belum"}, {"lewat", "nanti", "kapan saja"}),
    ({"keadaan": "terlambat"}, {"lewat"}),
    ({"keadaan": "menunggu"}, {"nanti"}),
    ({"keadaan": "tanpa-tanggal"}, {"kapan saja"}),
    ({"keadaan": "berjalan"}, set()),
    ({"keadaan": "selesai"}, {"selesai"}),
    ({"keadaan": "gugur"}, {"gugur"}),
    ({"keadaan": "entah"}, BINDING),
    ({"sifat": "janji"}, BINDING - {"nanti"}),
    ({"sifat": "permintaan"}, {"nanti"}),
    ({"sifat": "harapan"}, {"harapan"}),
    ({"rencana": "RAN-2018"}, BINDING),
    ({"rencana": "RAN-1999"}, set()),
    ({"q": "nanti"}, {"nanti"}),
]


@pytest.mark.parametrize(("asked", "expected"), CHOICES)
def test_the_list_keeps_what_is_asked_for(client, several, asked, expected) -> None:
    assert set(listed(client, LIST, asked)) == expected


def test_the_list_keeps_those_of_an_organisation(client, several, keuangan) -> None:
    found = listed(client, LIST, {"lembaga": keuangan.reference})

    assert sorted(found) == ["lewat", "selesai"]


def test_the_desk_also_lists_drafts_and_wishes(client, several, meeting, editor) -> None:
    make_follow_up("rancangan", meeting=meeting, is_agreed=False)
    client.force_login(editor)

    address = reverse("meetings:follow-ups")

    binding = {"rapat": meeting.reference, "sifat": "mengikat"}
    assert set(listed(client, address)) == BINDING | {"harapan", "rancangan"}
    assert set(listed(client, address, binding)) == BINDING | {"rancangan"}


def test_every_count_leads_to_exactly_what_it_counts(client, several) -> None:
    page = client.get(LIST, {"rencana": "RAN-2018"})

    counted = {href: number for _label, number, href in page.context["figures"]()}

    assert sorted(counted.values()) == [1, 1, 1, 1, 1, 5]
    for href, number in counted.items():
        address = href if href.startswith("/") else LIST + href
        assert len(listed(client, address)) == number
    assert page.context["wishes"]() == len(listed(client, LIST + page.context["wishes_href"]))


def test_a_wish_is_never_counted(several) -> None:
    counted = standing(FollowUp.objects.public(), TODAY)

    assert (counted.promised, counted.overdue, counted.ahead, counted.without_day) == (5, 1, 1, 1)


def test_each_organisation_answers_for_its_own(several, keuangan, focal_point) -> None:
    follow_ups.dispute(several["lewat"], says="Too early.", by=focal_point)

    account = accounts(FollowUp.objects.public(), TODAY)[0]

    found = account.standing
    assert account.organisation == keuangan
    assert (found.promised, found.done, found.overdue, found.disputed) == (2, 1, 1, 1)
    assert found.oldest_due_on == PAST
    assert [one.organisation for one in overdue_by_organisation(TODAY)] == [keuangan]
    assert overdue_by_organisation(PAST) == []


def test_the_overview_names_every_public_organisation(client, several, keuangan, meeting) -> None:
    hidden = make_ministry("Kementerian Rahasia", public=False)
    make_follow_up("diam", meeting=meeting, responsible=[hidden], due_on=PAST)

    page = client.get("/tindak-lanjut/lembaga/").content.decode()

    assert "Kementerian Keuangan" in page
    assert "Kementerian Rahasia" not in page


@pytest.mark.parametrize("address", [LIST, "/tindak-lanjut/lembaga/"])
def test_a_list_has_as_many_queries_for_one_as_for_thirty(
    client, meeting, django_assert_max_num_queries, address
) -> None:
    for number in range(30):
        make_follow_up(
            f"tugas {number}", meeting=meeting, responsible=[make_ministry()], due_on=PAST
        )
        if number in (0, 29):
            forget_pages()
            with django_assert_max_num_queries(6 if address == LIST else 2):
                client.get(address)


# The page of one


def test_the_page_tells_what_is_owed_and_how_sure_the_date_is(
    client, meeting, keuangan, editor, focal_point
) -> None:
    person = UserFactory(name="Siti Rahasia", email="siti@example.org")
    made = make_follow_up(
        "menyusun draf",
        meeting=meeting,
        responsible=[keuangan],
        person=person,
        deadline_words="akhir Oktober 2018",
        due_on=PAST,
        certainty="approximate",
    )
    follow_ups.change(made, {"due_on": AHEAD}, seen=1, by=editor, reason="Banjir.")
    follow_ups.dispute(made, says="Kami tidak setuju.", by=focal_point)

    page = client.get(made.get_absolute_url()).content.decode()

    for words in (
        "Menyusun draf",
        "Kemenkeu",
        "akhir Oktober 2018",
        "30 November 2018",
        "31 Oktober 2018",
        "Banjir.",
        "Kami tidak setuju.",
        meeting.title.id,
    ):
        assert words in page
    assert "Siti" not in page
    assert "siti@" not in page


def test_a_draft_and_what_a_closed_meeting_agreed_are_not_found(client) -> None:
    draft = make_follow_up(is_agreed=False)
    closed = make_follow_up(meeting=make_meeting(access=Access.INVITED))

    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(closed.get_absolute_url()).status_code == 404


def test_a_meeting_that_is_not_public_is_not_named(client, keuangan, focal_point) -> None:
    made = make_follow_up(
        meeting=make_meeting("Rapat tertutup", access=Access.INVITED), responsible=[keuangan]
    )
    client.force_login(focal_point)

    page = client.get(made.get_absolute_url()).content.decode()

    assert "Rapat tertutup" not in page


# Reporting


def send(client, follow_up, name, **given):
    address = reverse("meetings:follow-up-act", args=[follow_up.reference, name])
    return client.post(address, given)


def test_a_focal_point_finds_reports_and_closes_its_own(
    client, meeting, keuangan, focal_point
) -> None:
    made = make_follow_up("tugas kami", meeting=meeting, responsible=[keuangan])
    make_follow_up("tugas lain", meeting=meeting)
    client.force_login(focal_point)
    evidence = SimpleUploadedFile("bukti.pdf", content.PDF)

    found = listed(client, reverse("meetings:follow-ups"))
    send(client, made, "kemajuan", progress="Separuh selesai.")
    answer = send(
        client,
        made,
        "selesai",
        outcome="Sudah terbit.",
        evidence=evidence,
        evidence_title="Pedoman",
        on="2018-11-09",
    )

    made.refresh_from_db()
    assert found == ["tugas kami"]
    assert answer.url == reverse("meetings:follow-up", args=[made.reference])
    assert (made.state, made.finished_on) == (FollowUpState.DONE, date(2018, 11, 9))
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Sudah terbit." in page
    assert "Pedoman" in page


WRONG = [
    ({"outcome": ""}, 422),
    ({"outcome": "x", "on": "2018-11-11"}, 422),
    ({"outcome": "x", "evidence_link": "javascript:alert(1)"}, 422),
    ({"outcome": "x", "evidence": SimpleUploadedFile("a.exe", b"MZ")}, 422),
]


@pytest.mark.parametrize(("given", "status"), WRONG)
def test_a_report_that_says_too_little_keeps_what_was_typed(
    client, keuangan, focal_point, given, status
) -> None:
    made = make_follow_up(responsible=[keuangan])
    client.force_login(focal_point)

    answer = send(client, made, "selesai", **given)

    made.refresh_from_db()
    assert answer.status_code == status
    assert made.state == FollowUpState.OPEN


def test_who_comes_second_reads_why_and_loses_no_word(
    client, keuangan, focal_point, editor
) -> None:
    made = make_follow_up(responsible=[keuangan])
    follow_ups.drop(made, because="not needed", by=editor)
    client.force_login(focal_point)

    answer = send(client, made, "selesai", outcome="Kami sudah mengerjakannya.")

    assert answer.status_code == 409
    assert "Kami sudah mengerjakannya." in answer.content.decode()


MAY = {
    "kemajuan": {"office", "responsible"},
    "selesai": {"office", "responsible"},
    "catatan": {"responsible"},
    "gugur": {"office"},
    "ganti": {"office"},
    "buka-kembali": {"office"},
    "hapus": {"office"},
}


@pytest.mark.parametrize("name", MAY)
def test_each_act_is_only_for_whom_it_is(client, keuangan, focal_point, name) -> None:
    made = make_follow_up(responsible=[keuangan])
    people = {
        "office": person_with(Role.EDITOR),
        "responsible": focal_point,
        "other": UserFactory(),
    }
    allowed = set()
    for who, person in people.items():
        client.force_login(person)
        if send(client, made, name).status_code != 403:
            allowed.add(who)

    assert allowed == MAY[name]


def test_the_office_replaces_reopens_and_drops(client, editor) -> None:
    made, other = make_follow_up(), make_follow_up("lain")
    client.force_login(editor)

    states = []
    for name, given in (
        ("ganti", {"successor": other.reference.lower(), "because": "wider"}),
        ("buka-kembali", {"because": "not the same"}),
        ("gugur", {"because": "not needed"}),
    ):
        send(client, made, name, **given)
        made.refresh_from_db()
        states.append(made.state)

    assert states == ["replaced", "open", "dropped"]


def test_the_office_changes_what_was_agreed(client, keuangan, editor) -> None:
    made = make_follow_up(due_on=PAST, responsible=[keuangan])
    client.force_login(editor)
    address = reverse("meetings:follow-up", args=[made.reference])
    form = client.get(address).context["card"].form
    given = {name: form[name].value() or "" for name in form.fields} | {"due_on": "2018-12-24"}

    without = client.post(address, given)
    with_reason = client.post(address, given | {"reason": "Banjir."})

    made.refresh_from_db()
    assert (without.status_code, with_reason.status_code) == (422, 302)
    assert (made.due_on, made.first_due_on) == (date(2018, 12, 24), PAST)


# In a meeting


def test_the_tab_adds_lists_and_lets_them_count(client, meeting, keuangan, editor) -> None:
    client.force_login(editor)
    address = reverse("meetings:meeting-follow-ups", args=[meeting.reference])

    client.post(
        address,
        {"action": "menyusun draf", "nature": "promise", "responsible": "Kemenkeu"},
    )
    unknown = client.post(address, {"action": "x", "nature": "promise", "responsible": "Entah"})
    client.post(reverse("meetings:meeting-follow-ups-agree", args=[meeting.reference]))

    made = FollowUp.objects.get()
    assert list(made.responsible.all()) == [keuangan]
    assert unknown.status_code == 422
    assert made.agreed_at is not None


def test_the_tab_shows_what_came_back_first(client, meeting, editor) -> None:
    made = make_follow_up("dari rapat lalu", meeting=meeting)
    following = meetings.next_of(meeting, day=AHEAD, by=editor)
    client.force_login(editor)

    client.post(
        reverse("meetings:meeting-follow-up-said", args=[following.reference, made.reference]),
        {"said": "Separuh selesai."},
    )
    page = client.get(reverse("meetings:meeting-follow-ups", args=[following.reference]))

    assert [one for one, _form in page.context["carried"]] == [made]
    assert "Separuh selesai." in page.content.decode()
