"""Votes as columns, groups as they are shown, and where one participant stands."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kokreasi.consultations.models import Participant, Result, Statement, Vote
from kokreasi.consultations.opinion_map import HEIGHT, WIDTH, drawn
from kokreasi.consultations.queries.opinions import Opinions, published
from kokreasi.consultations.queries.votes import votes_of
from kokreasi.consultations.results.opinions import grid_of, sentence_of
from kokreasi.consultations.tests.test_voting import WHILE_OPEN
from kokreasi.consultations.tests.test_voting_pages import open_now, page_of, vote
from kokreasi.insights.opinions.grouping import group
from kokreasi.insights.opinions.results import Group, Reason
from kokreasi.insights.opinions.results import Result as Groups
from kokreasi.insights.opinions.standing import Standing

pytestmark = pytest.mark.django_db
CAMP = 20


def two_camps(consultation) -> None:
    """Let two camps of twenty with one voice each agree on statement 8, and on nothing else."""
    people = Participant.objects.bulk_create(
        Participant(consultation=consultation, device=f"{place:064d}") for place in range(2 * CAMP)
    )
    Vote.objects.bulk_create(
        Vote(
            participant=person,
            statement=statement,
            value=1 if place < CAMP or statement.number == 8 else -1,
            day=WHILE_OPEN.date(),
        )
        for place, person in enumerate(people)
        for statement in consultation.statements.all()
    )


def publish(consultation, *, at=None) -> Result:
    """Keep the groups as results do: everything but the plane in the content."""
    found = group(votes_of(consultation)).as_json()
    statements = [
        {"number": one.number, "text": one.text.as_dict(), "is_seed": one.is_seed}
        for one in consultation.statements.shown()
    ]
    opinions = {"statements": statements, "result": found | {"plane": None}}
    return Result.objects.create(
        consultation=consultation,
        number=1,
        content={"opinions": opinions},
        secret={"opinions": found},
        asked_at=timezone.now(),
        published_at=at or timezone.now(),
    )


@pytest.fixture
def consultation():
    consultation = open_now(8)
    two_camps(consultation)
    return consultation


def test_votes_come_as_columns_by_the_numbers_of_statements(consultation) -> None:
    votes = votes_of(consultation)

    assert votes.people == 2 * CAMP
    assert votes.ids.tolist() == list(range(1, 9))
    assert len(votes.values) == 2 * CAMP * 8
    assert votes.values.sum() == 2 * CAMP  # of the eight only one is agreed on by all


def test_votes_on_what_is_not_shown_are_left_out(consultation, editor) -> None:
    Statement.objects.filter(number=8).update(state="refused", reason="X")

    assert votes_of(consultation).ids.tolist() == list(range(1, 8))


def test_no_votes_are_empty_columns() -> None:
    votes = votes_of(open_now(1))

    assert votes.people == 0
    assert votes.values.tolist() == []


def shown(content) -> str:
    page = Template("{% load opinions %}{% opinion_groups kept %}")
    return page.render(Context({"kept": content["opinions"]}))


def test_groups_are_shown_with_what_unites_and_divides_them(consultation) -> None:
    html = shown(publish(consultation).content)

    uniting, dividing = html.index('id="sepakat"'), html.index('id="berbeda"')
    assert "Sentence 8" in html[uniting:dividing]
    assert "Sentence 1" in html[dividing:]
    assert html.count('class="opinion-circle"') == 2
    assert "<table" in html


def test_votes_have_their_sentence_and_their_table(consultation) -> None:
    found = group(votes_of(consultation))
    texts = {one.number: one.text for one in consultation.statements.all()}

    assert sentence_of(found.statements, texts) == (
        "Paling disetujui: “Sentence 8 (id)” (100\xa0% suaranya). "
        "Paling tidak disetujui: 7 pernyataan (50\xa0%)."
    )
    table = grid_of(found.statements, texts)
    assert table.head == ("Pernyataan", "Setuju", "Lewati", "Tidak setuju", "Suara")
    assert [row[1:] for row in table.rows if str(row[0]) == "Sentence 8 (id)"] == [
        ("40", "0", "0", "40")
    ]


def test_why_there_are_no_groups_is_said_in_words() -> None:
    kept = Groups(
        reason=Reason.TOO_FEW_PARTICIPANTS,
        participants=17,
        grouped=0,
        votes=100,
        votes_needed=7,
        statements=(),
    )

    html = shown({"opinions": {"statements": [], "result": kept.as_json()}})

    assert "sedikitnya 30 orang" in html
    assert "opinion-circle" not in html


def place_of(client, consultation):
    return client.get(reverse("opinion-place", args=[consultation.reference]))


def test_before_results_are_published_nobody_sees_groups(consultation) -> None:
    page = place_of(Client(), consultation)

    assert page.status_code == 200
    assert page.context["found"] is None
    assert "<circle" not in page.content.decode()


def test_a_participant_sees_the_group_whose_votes_are_like_their_own(consultation) -> None:
    publish(consultation)
    client = Client()
    client.get(page_of(consultation))
    for number in range(1, 9):
        vote(client, consultation, number, "-1" if number < 8 else "1")

    page = place_of(client, consultation)

    others = published(consultation).place(dict.fromkeys(range(1, 8), -1) | {8: 1})
    assert page.context["standing"].letter == others.letter
    assert page.content.decode().count("opinion-own-label") == 1


def test_too_few_votes_give_no_place(consultation) -> None:
    publish(consultation)
    client = Client()
    client.get(page_of(consultation))
    vote(client, consultation, 8)

    page = place_of(client, consultation)

    assert page.context["standing"] is None
    assert "opinion-own" not in page.content.decode()


def test_the_place_of_each_person_stays_unpublished(consultation) -> None:
    result = publish(consultation)

    assert Opinions.read(result.content["opinions"]).groups.plane is None


GROUPS = [
    Group("A", 60, (0.0, 0.0), ()),
    Group("B", 15, (3.0, 1.0), ()),
    Group("C", 15, (-9.0, 4.0), ()),
]


def test_the_map_keeps_everything_in_sight() -> None:
    drawing = drawn(GROUPS, Standing(2.0, -7.0, "B"))

    assert [circle.radius for circle in drawing.circles] == [40, 20, 20]
    for circle in drawing.circles:
        assert circle.radius <= circle.x <= WIDTH - circle.radius
        assert circle.radius <= circle.y <= HEIGHT - circle.radius
    x, y = drawing.own
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT


@pytest.mark.parametrize("groups", [[], GROUPS[:1], [GROUPS[0], GROUPS[0]]])
def test_the_map_is_drawn_of_few_or_equal_groups(groups) -> None:
    assert len(drawn(groups).circles) == len(groups)


def files(client, consultation):
    names = ("votes-file", "statements-file")
    return [client.get(reverse(name, args=[consultation.reference])) for name in names]


def test_files_are_public_once_it_is_over_and_results_are_published(editor) -> None:
    consultation = open_now(8, closes_at=timezone.now() - timedelta(minutes=1))
    two_camps(consultation)
    before = [answer.status_code for answer in files(Client(), consultation)]
    publish(consultation)

    after = [answer.status_code for answer in files(Client(), consultation)]

    assert (before, after) == ([404, 404], [200, 200])


def test_files_of_what_is_open_are_for_nobody_else(consultation, editor) -> None:
    publish(consultation)
    desk = Client()
    desk.force_login(editor, backend="kokreasi.people.backends.SignInBackend")

    assert [answer.status_code for answer in files(Client(), consultation)] == [404, 404]
    assert [answer.status_code for answer in files(desk, consultation)] == [200, 200]
