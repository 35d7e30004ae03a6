"""Votes come in and go out in the layout of Polis: nothing twice, nobody recognisable."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kokreasi.consultations import vote_reading
from kokreasi.consultations.choices import StatementState, Work
from kokreasi.consultations.exports import polis
from kokreasi.consultations.models import Participant, Statement, Vote, VoteFile
from kokreasi.consultations.services import statements, taking_over
from kokreasi.consultations.templatetags.vote_files import WORDS
from kokreasi.consultations.tests.factories import OPENS, WHILE_OPEN
from kokreasi.consultations.tests.test_voting import DEVICE, OTHER, vote, with_statements
from kokreasi.core.bilingual import Bilingual
from kokreasi.insights.opinions.polis_csv import Code
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with

VOTES = """timestamp,comment-id,voter-id,vote
1535760000,0,7,1
1535760100,1,7,-1
1535760200,0,8,0
1535846400,0,7,-1
1535846400,99,8,1
"""
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1535760000,x,0,1,0,0,1,Buka data anggaran
1535760000,x,1,1,0,0,0,"Rapat terbuka, untuk umum"
1535760000,x,2,1,0,0,-1,Kata kasar
"""


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/csv")


@pytest.fixture
def receive(db, editor, django_capture_on_commit_callbacks):
    """Give what uploads files and lets the worker look into them."""

    def receive(consultation, votes=VOTES, comments=COMMENTS, source="polis") -> VoteFile:
        with django_capture_on_commit_callbacks(execute=True):
            file = taking_over.receive(
                consultation,
                votes=upload("votes.csv", votes),
                comments=upload("comments.csv", comments) if comments else None,
                source=source,
                language="id",
                at=WHILE_OPEN,
                by=editor,
            )
        file.refresh_from_db()
        return file

    return receive


@pytest.fixture
def take_over(django_capture_on_commit_callbacks):
    def take_over(file) -> VoteFile:
        with django_capture_on_commit_callbacks(execute=True):
            taking_over.confirm(file)
        file.refresh_from_db()
        return file

    return take_over


def cast() -> set[tuple[int, int, str]]:
    rows = Vote.objects.values_list("statement__number", "value", "day")
    return {(number, value, day.isoformat()) for number, value, day in rows}


def test_looking_writes_nothing_and_tells_what_would_be(receive) -> None:
    file = receive(with_statements(0))

    assert file.state == Work.READY
    assert {key: file.report[key] for key in ("votes", "repeated", "voters")} == {
        "votes": 4,
        "repeated": 1,
        "voters": 2,
    }
    assert file.report["new_statements"] == 3
    assert file.report["without_statement"] == 1
    assert not Vote.objects.exists()
    assert not Participant.objects.exists()


def test_votes_are_taken_over_with_their_statements(receive, take_over) -> None:
    file = take_over(receive(with_statements(0)))

    assert file.imported_at is not None
    assert cast() == {(0, -1, "2018-09-02"), (1, -1, "2018-09-01"), (0, 0, "2018-09-01")}
    assert dict(Statement.objects.values_list("number", "state")) == {
        0: StatementState.SHOWN,
        1: StatementState.HELD,
        2: StatementState.REFUSED,
    }
    assert set(Participant.objects.values_list("channel", flat=True)) == {"form"}


def test_the_same_file_again_counts_nobody_twice(receive, take_over) -> None:
    consultation = with_statements(0)
    take_over(receive(consultation))

    again = take_over(receive(consultation))

    assert again.report["known_voters"] == 2
    assert again.report["new_statements"] == 0
    assert Vote.objects.count() == 3
    assert Participant.objects.count() == 2


def test_another_source_has_other_voters(receive, take_over) -> None:
    consultation = with_statements(0)
    take_over(receive(consultation))
    take_over(receive(consultation, source="second"))

    assert Participant.objects.count() == 4


def test_a_file_is_taken_over_once(receive, take_over) -> None:
    file = take_over(receive(with_statements(0)))

    with pytest.raises(taking_over.NotReadyError):
        taking_over.confirm(file)


def test_other_words_under_a_number_stop_everything(receive) -> None:
    file = receive(with_statements(3))

    assert file.report["clashes"] == [1, 2]
    with pytest.raises(taking_over.ClashError):
        taking_over.confirm(file)
    assert Statement.objects.count() == 3


BROKEN = [
    ("", "empty_file"),
    ("a,b\n1,2\n", "missing_column"),
    ("timestamp,comment-id,voter-id,vote\n1,0,1,5\n", "unknown_vote"),
    ("timestamp,comment-id,voter-id,vote\n1,0,x,1\n", "not_a_number"),
    (f"timestamp,comment-id,voter-id,vote\n1,0,{'9' * 400},1\n", "number_too_large"),
]


@pytest.mark.parametrize(("votes", "code"), BROKEN[1:])
def test_what_cannot_be_read_is_told_by_line(receive, votes, code) -> None:
    file = receive(with_statements(0), votes, None)

    assert [one["code"] for one in file.report["problems"]] == [code]
    assert file.report["votes"] == 0


def test_everything_that_can_be_wrong_with_a_line_has_words() -> None:
    assert set(WORDS) == {code.value for code in Code}


def exported(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


END = f"""timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
253402300799000,x,0,1,0,0,1,Akhir zaman
253402214399000,x,1,1,0,0,1,Hari terakhir
1535760000,x,{2**31 - 1},1,0,0,1,Nomor terakhir
"""


def test_the_end_of_time_and_of_numbers_stops_nobody(receive, take_over) -> None:
    consultation = with_statements(0)
    votes = "timestamp,comment-id,voter-id,vote\n253402300799000,1,7,1\n253402214399000,1,8,1\n"

    file = take_over(receive(consultation, votes=votes, comments=END))

    assert file.report["problem_count"] == 2
    assert cast() == {(1, 1, "9999-12-31")}
    sent = statements.send(
        consultation, text="Satu lagi", language="id", device=DEVICE, at=WHILE_OPEN
    )
    assert sent.number < 2**31


def test_what_goes_out_tells_the_day_and_nobody(db) -> None:
    consultation = with_statements()
    vote(consultation, 0, 1)
    vote(consultation, 1, -1)
    vote(consultation, 0, -1, device=OTHER)

    text = "".join(polis.votes_file(consultation))

    rows = exported(text)
    assert {(row["comment-id"], row["vote"]) for row in rows} == {
        ("1", "1"),
        ("2", "-1"),
        ("1", "-1"),
    }
    assert {int(row["timestamp"]) % 86_400 for row in rows} == {0}
    assert {row["voter-id"] for row in rows} == {"0", "1"}
    assert DEVICE not in text


def test_each_export_numbers_people_anew(db) -> None:
    consultation = with_statements(1)
    for place in range(12):
        vote(consultation, 0, 1 if place == 0 else -1, device=f"{place:064d}")

    told = {
        next(row["voter-id"] for row in exported(text) if row["vote"] == "1")
        for text in ("".join(polis.votes_file(consultation)) for _export in range(12))
    }

    assert len(told) > 1


def test_what_goes_out_comes_in_again(receive, take_over) -> None:
    first = with_statements(code="2018")
    vote(first, 0, 1)
    vote(first, 1, 0)
    votes, comments = "".join(polis.votes_file(first)), "".join(polis.statements_file(first))
    second = with_statements(0, code="2020")

    take_over(receive(second, votes, comments))

    mine = Vote.objects.filter(statement__consultation=second)
    assert set(mine.values_list("statement__number", "value")) == {(1, 1), (2, 0)}
    assert second.statements.shown().count() == 3


def test_refused_statements_and_their_votes_stay_here(db, editor) -> None:
    consultation = with_statements()
    vote(consultation, 1, 1)
    statements.refuse(Statement.objects.get(number=2), reason="Menghina.", at=WHILE_OPEN, by=editor)

    votes, told = polis.votes_file(consultation), polis.statements_file(consultation)

    assert exported("".join(votes)) == []
    assert [row["comment-id"] for row in exported("".join(told))] == ["1", "3"]


def test_a_text_that_would_be_a_formula_is_defused(db) -> None:
    consultation = with_statements(0)
    statements.write(consultation, text=Bilingual(id="=HYPERLINK(1)"), on=OPENS.date(), by=None)

    rows = exported("".join(polis.statements_file(consultation)))

    assert rows[0]["comment-body"].startswith("'=")


@pytest.mark.parametrize(
    ("role", "status"), [(Role.EDITOR, 200), (Role.MODERATOR, 403), (Role.MEMBER, 403)]
)
def test_who_may_bring_votes_in(db, role, status) -> None:
    consultation = with_statements()
    client = Client()
    client.force_login(person_with(role), backend="kokreasi.people.backends.SignInBackend")

    answer = client.get(reverse("consultations:vote-files", args=[consultation.reference]))

    assert answer.status_code == status


def test_the_pages_lead_from_upload_to_report(
    db, editor, django_capture_on_commit_callbacks
) -> None:
    consultation = with_statements(0)
    client = Client()
    client.force_login(editor, backend="kokreasi.people.backends.SignInBackend")
    sent = {
        "votes": upload("votes.csv", VOTES),
        "comments": upload("comments.csv", COMMENTS),
        "source": "polis",
        "language": "id",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            reverse("consultations:vote-files", args=[consultation.reference]), sent
        )
    report = client.get(answer["Location"])
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(f"{answer['Location']}ambil/", follow=True)

    assert report.context["report"]["votes"] == 4
    assert done.status_code == 200
    assert Vote.objects.count() == 3


def test_votes_that_could_not_be_written_are_said_to_have_failed(receive, monkeypatch) -> None:
    file = receive(with_statements(0))
    taking_over.confirm(file)

    def fail(*_given) -> None:
        raise InterruptedError

    monkeypatch.setattr(vote_reading, "_write_votes", fail)
    with pytest.raises(InterruptedError):
        vote_reading.take_over(file.pk)

    file.refresh_from_db()
    assert (file.state, file.imported_at) == (Work.FAILED, None)
    assert not Statement.objects.exists()
