"""Statements of people: held, let through or refused, and written down without their words."""

import pytest

from kokreasi.consultations.choices import StatementState
from kokreasi.consultations.errors import ClosedError
from kokreasi.consultations.models import Statement
from kokreasi.consultations.services import statements
from kokreasi.consultations.tests.factories import AFTERWARDS, WHILE_OPEN
from kokreasi.consultations.tests.test_voting import DEVICE, OTHER, vote, with_statements
from kokreasi.core.bilingual import Bilingual
from kokreasi.register.models import Entry

TEXT = "Buka data anggaran desa."


@pytest.fixture
def consultation(db):
    return with_statements()


def send(consultation, text=TEXT, *, device=DEVICE, at=WHILE_OPEN):
    return statements.send(consultation, text=text, language="id", device=device, at=at)


def test_what_somebody_sends_is_held_under_the_next_number(consultation) -> None:
    made = send(consultation)

    assert (made.number, made.state, made.is_seed) == (4, StatementState.HELD, False)
    assert made.text == Bilingual(id=TEXT)
    assert made.sent_on.isoformat() == "2018-09-01"


def test_the_same_sent_twice_is_one(consultation) -> None:
    first = send(consultation)

    second = send(consultation, f"  {TEXT.upper()}\n")

    assert second.pk == first.pk
    assert Statement.objects.held().count() == 1


def test_what_another_has_sent_is_not_sent_again(consultation) -> None:
    send(consultation, device=OTHER)

    with pytest.raises(statements.SameStatementError):
        send(consultation)


REFUSED = [
    ("", statements.SilentStatementError),
    ("\u200b \u202e", statements.SilentStatementError),
    ("x" * 281, statements.LongStatementError),
    ("Lihat www.contoh.com sekarang", statements.StatementLinkError),
]


@pytest.mark.parametrize(("text", "refusal"), REFUSED)
def test_what_nobody_could_vote_on_leaves_nothing_behind(consultation, text, refusal) -> None:
    with pytest.raises(refusal):
        send(consultation, text)

    assert not Statement.objects.held().exists()


def test_a_device_has_only_so_many_waiting(consultation) -> None:
    for number in range(statements.MOST_HELD):
        send(consultation, f"Usulan {number}")

    with pytest.raises(statements.ManyStatementsHeldError):
        send(consultation)
    send(consultation, device=OTHER)

    assert Statement.objects.held().count() == statements.MOST_HELD + 1


def test_a_closed_consultation_takes_none(consultation) -> None:
    with pytest.raises(ClosedError):
        send(consultation, at=AFTERWARDS)


def test_a_consultation_may_take_none(db) -> None:
    consultation = with_statements(takes_statements=False)

    with pytest.raises(statements.NoStatementsTakenError):
        send(consultation)


def test_letting_through_twice_changes_nothing(consultation, editor) -> None:
    held = send(consultation)

    for _press in range(2):
        statements.accept(held, at=WHILE_OPEN, by=editor)

    assert Statement.objects.shown().count() == 4
    assert Entry.objects.filter(event="statement.shown").count() == 1


def test_a_refusal_needs_a_reason_and_leaves_a_line_without_the_words(consultation, editor) -> None:
    held = send(consultation)

    with pytest.raises(statements.RefusalReasonError):
        statements.refuse(held, reason=" ", at=WHILE_OPEN, by=editor)
    statements.refuse(held, reason="Sudah ada.", at=WHILE_OPEN, by=editor)

    line = Entry.objects.get(event="statement.refused")
    assert not line.is_public
    assert TEXT not in str(line.says)
    assert Statement.objects.get(pk=held.pk).reason == "Sudah ada."


def test_two_who_decide_differently_are_told(consultation, editor, publisher) -> None:
    held = send(consultation)
    statements.refuse(held, reason="Iklan.", at=WHILE_OPEN, by=editor)

    with pytest.raises(statements.AlreadyDecidedError):
        statements.accept(held, at=WHILE_OPEN, by=publisher)


def test_what_has_votes_keeps_its_words_but_can_be_shown_no_longer(consultation, editor) -> None:
    vote(consultation, 0)
    voted = Statement.objects.get(number=1)

    with pytest.raises(statements.VotedOnError):
        statements.change(voted, text=Bilingual(id="X"), by=editor)
    statements.refuse(voted, reason="Keliru.", at=WHILE_OPEN, by=editor)

    assert Statement.objects.get(pk=voted.pk).votes.count() == 1
    assert Statement.objects.shown().count() == 2


SEEN = {"anybody": {"shown"}, "editor": {"shown", "held", "refused"}, "member": {"shown"}}


def test_who_sees_which_statements(consultation, cast, editor) -> None:
    send(consultation)
    refused = send(consultation, "Lain lagi")
    statements.refuse(refused, reason="Iklan.", at=WHILE_OPEN, by=editor)

    seen = {
        who: set(Statement.objects.visible_to(cast[who]).values_list("state", flat=True))
        for who in SEEN
    }

    assert seen == SEEN


def test_nobody_words_anew_what_somebody_sent(consultation, editor) -> None:
    shown = statements.accept(send(consultation), at=WHILE_OPEN, by=editor)

    with pytest.raises(statements.SentByOthersError):
        statements.change(shown, text=Bilingual(id="Lain"), by=editor)

    assert Statement.objects.get(pk=shown.pk).text == Bilingual(id=TEXT)
