"""Pages on which people vote, with a script and without, and what they cost."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kokreasi.consultations.choices import PartKind, StatementState
from kokreasi.consultations.models import Consultation, Participant, Statement, Vote
from kokreasi.consultations.services import statements
from kokreasi.consultations.tests.factories import make_consultation, published
from kokreasi.consultations.tests.test_guarding import worked
from kokreasi.core.bilingual import Bilingual
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.tests.factories import both

pytestmark = pytest.mark.django_db


def open_now(number: int = 3, **given):
    """Publish a consultation with statements that is open at this moment."""
    now = timezone.now()
    consultation = make_consultation(
        kinds=(PartKind.STATEMENTS,),
        opens_at=now - timedelta(days=1),
        closes_at=given.pop("closes_at", now + timedelta(days=1)),
        **given,
    )
    for place in range(1, number + 1):
        statements.write(consultation, text=both(f"Sentence {place}"), on=now.date(), by=None)
    return published(consultation)


def page_of(consultation) -> str:
    return reverse("statements", args=[consultation.reference])


def vote(client, consultation, number=1, value="1", **headers):
    address = reverse("statement-vote", args=[consultation.reference])
    return client.post(address, {"nomor": number, "suara": value}, headers=headers)


@pytest.fixture
def consultation():
    return open_now()


@pytest.fixture
def voter(consultation):
    """A browser that has opened the page, and so keeps a token."""
    client = Client()
    client.get(page_of(consultation))
    return client


def test_without_a_script_a_vote_leads_back_to_the_next_statement(consultation, voter) -> None:
    answer = vote(voter, consultation, 2)
    after = voter.get(answer["Location"])

    assert answer.status_code == 302
    assert Vote.objects.get().statement.number == 2
    assert after.context["sentence"].number != 2
    assert after.context["done"] == 1


def test_a_script_is_given_the_next_statement_at_once(consultation, voter) -> None:
    answer = vote(voter, consultation, 1, "-1", HX_Request="true")

    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert answer.context["sentence"].number in {2, 3}
    assert "Tidak setuju" in answer.content.decode()


def test_whoever_has_voted_on_all_is_told_so(consultation, voter) -> None:
    for number in (1, 2, 3):
        vote(voter, consultation, number)

    page = voter.get(page_of(consultation))

    assert page.context["sentence"] is None
    assert page.context["done"] == page.context["total"] == 3


def test_a_statement_can_be_asked_for_by_its_number(consultation, voter) -> None:
    vote(voter, consultation, 2, "-1")

    page = voter.get(page_of(consultation), {"nomor": "2"})

    assert page.context["sentence"].number == 2
    assert page.context["before"] == -1


def test_own_votes_are_changed_where_they_are_listed(consultation, voter) -> None:
    vote(voter, consultation, 1)
    address = reverse("statement-vote", args=[consultation.reference])

    answer = voter.post(address, {"nomor": 1, "suara": "0", "lalu": "suara-saya"})
    page = voter.get(answer["Location"])

    assert [(one.number, value) for one, value, _word in page.context["votes"]] == [(1, 0)]


def test_a_vote_without_a_token_says_why_it_does_not_count(consultation) -> None:
    answer = vote(Client(), consultation)

    assert answer.status_code == 409
    assert not Participant.objects.exists()


HOSTILE = ["0", "-1", "4", "1e3", "9" * 400, "١", "", "1;drop"]


@pytest.mark.parametrize("number", HOSTILE)
def test_a_number_that_no_statement_has_is_not_found(consultation, voter, number) -> None:
    assert vote(voter, consultation, number).status_code == 404
    assert voter.get(page_of(consultation), {"nomor": number}).status_code == 200


def test_a_statement_of_another_consultation_is_not_voted_on(consultation, voter) -> None:
    other = open_now(code="2020", number=5)

    answer = vote(voter, consultation, 5)

    assert answer.status_code == 404
    assert other.statements.count() == 5
    assert not Vote.objects.exists()


@pytest.mark.parametrize("value", ["", "2", "ya", "9" * 400])
def test_another_value_is_no_vote(consultation, voter, value) -> None:
    assert vote(voter, consultation, value=value).status_code == 409
    assert not Vote.objects.exists()


def test_a_closed_consultation_shows_what_was_voted_on_and_takes_nothing() -> None:
    consultation = open_now(closes_at=timezone.now() - timedelta(minutes=1))
    client = Client()

    page = client.get(page_of(consultation))

    assert "Sentence 2" in page.content.decode()
    assert vote(client, consultation).status_code == 409


def test_a_consultation_without_statements_has_no_such_page(client) -> None:
    consultation = published(code="2020")

    assert client.get(page_of(consultation)).status_code == 404


def test_new_devices_are_limited_and_those_that_have_begun_are_not(
    consultation, voter, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"begin_voting": "1/h/ip"}
    late = Client()
    late.get(page_of(consultation))

    first = vote(voter, consultation, 1)
    refused = vote(late, consultation, 1)
    second = vote(voter, consultation, 2)

    assert (first.status_code, refused.status_code, second.status_code) == (302, 429, 302)


def test_a_vote_and_the_next_statement_cost_four_statements(
    consultation, voter, django_assert_max_num_queries
) -> None:
    """Savepoints, which only a test has around a service, are two more."""
    vote(voter, consultation, 1, HX_Request="true")

    with django_assert_max_num_queries(6):
        vote(voter, consultation, 2, HX_Request="true")


@pytest.mark.parametrize("number", [3, 30])
def test_the_page_costs_the_same_with_many_statements(
    number, django_assert_max_num_queries
) -> None:
    consultation, client = open_now(number), Client()
    client.get(page_of(consultation))

    with django_assert_max_num_queries(2):
        client.get(page_of(consultation))


def test_pages_are_kept_for_nobody_else(consultation) -> None:
    page = Client().get(page_of(consultation))

    assert page["Cache-Control"] == "private, no-store"
    assert page.cookies["perangkat"]["httponly"]


def send(client, consultation, text="Buka data anggaran desa.", **given):
    address = reverse("statement-send", args=[consultation.reference])
    return client.post(address, {"text": text} | given)


def test_a_statement_waits_until_it_is_let_through(
    consultation, voter, editor, django_capture_on_commit_callbacks
) -> None:
    send(voter, consultation)
    held = Statement.objects.held().get()

    with django_capture_on_commit_callbacks(execute=True):
        statements.accept(held, at=timezone.now(), by=editor)

    assert held.text == Bilingual(id="Buka data anggaran desa.")
    assert voter.get(page_of(consultation)).context["total"] == 4


def test_what_says_nearly_the_same_is_shown_before_it_is_sent(consultation, voter, editor) -> None:
    text = Bilingual(id="Pemerintah membuka data anggaran desa setiap bulan.")
    statements.write(consultation, text=text, on=timezone.localdate(), by=editor)
    wanted = "Data anggaran desa dibuka pemerintah tiap bulan."

    asked = send(voter, consultation, wanted)
    kept_before = Statement.objects.held().count()
    sent = send(voter, consultation, wanted, anyway="on")

    assert [one.statement.number for one in asked.context["similar"]] == [4]
    assert (kept_before, sent.status_code, Statement.objects.held().count()) == (0, 302, 1)


def test_the_reason_of_a_refusal_is_told_to_the_sender_and_in_the_log(
    consultation, voter, editor
) -> None:
    send(voter, consultation, "Menteri itu maling semua.")
    statements.refuse(
        Statement.objects.held().get(), reason="Menghina orang.", at=timezone.now(), by=editor
    )
    address = reverse("statement-send", args=[consultation.reference])
    log = Client().get(reverse("statement-log", args=[consultation.reference]))

    assert "Menghina orang." in voter.get(address).content.decode()
    assert "Menghina orang." not in Client().get(address).content.decode()
    assert "Menghina orang." in log.content.decode()
    assert "maling" not in log.content.decode()


def test_no_page_shows_the_sign_of_a_device(consultation, voter, publisher) -> None:
    vote(voter, consultation, 1)
    send(voter, consultation)
    device = Participant.objects.get().device
    desk = Client()
    desk.force_login(publisher, backend="kokreasi.people.backends.SignInBackend")
    names = ["statements", "own-votes", "statement-send", "statement-log"]
    addresses = [reverse(name, args=[consultation.reference]) for name in names]
    private = reverse("consultations:statements-desk", args=[consultation.reference])

    pages = [voter.get(address) for address in addresses] + [desk.get(private)]

    assert [page.status_code for page in pages] == [200] * 5
    assert not any(device in page.content.decode() for page in pages)
    assert not any(re.search(r"[0-9a-f]{64}", page.content.decode()) for page in pages)


@pytest.fixture
def desk(editor):
    client = Client()
    client.force_login(editor, backend="kokreasi.people.backends.SignInBackend")
    return client


def act(client, name, statement, **given):
    address = reverse(
        f"consultations:{name}", args=[statement.consultation.reference, statement.pk]
    )
    return client.post(address, given)


def test_the_secretariat_writes_moves_changes_and_takes_away(consultation, desk) -> None:
    address = reverse("consultations:statement-write", args=[consultation.reference])
    desk.post(address, {"text_id": "Empat", "text_en": "Four"})
    made = Statement.objects.get(number=4)

    act(desk, "statement-up", made)
    act(desk, "statement-change", made, text_id="Empat!", text_en="Four")
    act(desk, "statement-discard", Statement.objects.get(number=1))

    found = list(consultation.statements.values_list("number", "text"))
    assert [(number, text.id) for number, text in found] == [
        (2, "Sentence 2 (id)"),
        (3, "Empat!"),
        (4, "Sentence 3 (id)"),
    ]


def test_after_a_vote_words_and_place_stay(consultation, voter, desk) -> None:
    vote(voter, consultation, 2)
    voted = Statement.objects.get(number=2)

    refusals = [
        act(desk, "statement-up", voted).status_code,
        act(desk, "statement-change", voted, text_id="X").status_code,
        act(desk, "statement-discard", voted).status_code,
        act(desk, "statement-up", Statement.objects.get(number=3)).status_code,
    ]

    voted.refresh_from_db()
    assert refusals == [409, 422, 409, 409]
    assert (voted.number, voted.text.id) == (2, "Sentence 2 (id)")


def test_the_desk_lets_through_with_a_translation_and_refuses_with_a_reason(
    consultation, voter, desk
) -> None:
    send(voter, consultation)
    send(voter, consultation, "Slot gacor maxwin malam ini")
    good, bad = Statement.objects.held().order_by("number")

    act(desk, "statement-accept", good, translation="Open the village budgets.")
    silent = act(desk, "statement-refuse", bad, reason=" ")
    act(desk, "statement-refuse", bad, reason="Iklan.")

    good.refresh_from_db()
    bad.refresh_from_db()
    assert good.text == Bilingual(id="Buka data anggaran desa.", en="Open the village budgets.")
    assert silent.status_code == 422
    assert (good.state, bad.state) == (StatementState.SHOWN, StatementState.REFUSED)


WHO = {
    Role.MODERATOR: {"desk", "accept"},
    Role.EDITOR: {"desk", "accept", "write"},
    Role.MEMBER: set(),
}


@pytest.mark.parametrize(("role", "allowed"), WHO.items())
def test_who_may_moderate_and_who_may_write(consultation, voter, role, allowed) -> None:
    send(voter, consultation)
    client = Client()
    client.force_login(person_with(role), backend="kokreasi.people.backends.SignInBackend")
    reference = consultation.reference
    answers = {
        "desk": client.get(reverse("consultations:statements-desk", args=[reference])),
        "accept": act(client, "statement-accept", Statement.objects.held().get()),
        "write": client.post(
            reverse("consultations:statement-write", args=[reference]), {"text_id": "A"}
        ),
    }

    assert {name for name, answer in answers.items() if answer.status_code < 400} == allowed


def test_the_desk_costs_the_same_for_many(voter, desk, django_assert_max_num_queries) -> None:
    consultation = open_now(19, code="2020")
    voter.get(page_of(consultation))
    for number in range(4):
        send(voter, consultation, f"Usulan nomor {number}", anyway="on")

    with django_assert_max_num_queries(11):
        desk.get(reverse("consultations:statements-desk", args=[consultation.reference]))


# While somebody attacks


@pytest.fixture
def attacked(consultation, voter):
    """The page of a browser that has not voted, in a consultation that is guarded."""
    Consultation.objects.update(is_guarded=True)
    return voter.get(page_of(consultation))


def guarded_vote(client, consultation, **given):
    address = reverse("statement-vote", args=[consultation.reference])
    return client.post(address, {"nomor": 1, "suara": "1"} | given)


def test_while_somebody_attacks_the_first_vote_is_worked_for_and_the_next_are_not(
    consultation, voter, attacked
) -> None:
    proof = worked(attacked.context["guard"].challenge)

    guarded_vote(voter, consultation, altcha=proof)
    vote(voter, consultation, 2)

    assert Vote.objects.count() == 2
    assert voter.get(page_of(consultation)).context["guard"] is None


def test_who_has_not_worked_waits_a_minute_that_goes_on(consultation, voter, attacked) -> None:
    ticket = attacked.context["guard"].ticket

    refused = guarded_vote(voter, consultation, tiket=ticket)
    again = voter.get(refused["Location"])
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=True):
        guarded_vote(voter, consultation, tiket=again.context["guard"].ticket)

    assert again.context["guard"].ticket == ticket
    assert Vote.objects.count() == 1


@pytest.mark.parametrize("given", [{}, {"altcha": "x", "tiket": "x"}])
def test_what_proves_nothing_keeps_no_vote(consultation, voter, attacked, given) -> None:
    answer = guarded_vote(voter, consultation, **given)

    assert answer.status_code == 302
    assert not Vote.objects.exists()
