"""What pages and acts ask the database for: as much for one row as for thirty."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kokreasi.core.page_cache import forget_pages
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import endorsing
from kokreasi.proposals.services.matrix import rows
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    decide_and_publish,
    make_draft,
    make_proposal,
)

pytestmark = pytest.mark.django_db

NEVER_KEPT = {"HX-Request": "true"}
FEW, MANY = 1, 30


def queries_of(ask) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code < 400
    return len(asked)


def make_many(plan, publisher, how_many):
    """Make proposals that are answered, each supported by an organisation more than the last."""
    body, made = make_organisation(), []
    for number in range(how_many):
        proposal = make_proposal(plan, f"Number {number}", organisation=body)
        decide_and_publish(proposal, by=publisher)
        made.append(proposal)
    return made


PAGES = [
    ("/usulan/", 12, 0),
    ("/usulan/?q=number", 12, 0),
    ("/usulan/?rencana=RAN-2018", 12, 0),
    ("/tanggapan/", 14, 1),
    ("/cari/?q=number", 2, 1),
]


@pytest.mark.parametrize(("address", "made_anew", "kept"), PAGES)
def test_public_lists_ask_the_same_for_one_and_thirty(
    client, plan, publisher, address, made_anew, kept
) -> None:
    def ask():
        return client.get(address, headers=NEVER_KEPT)

    counts = []
    for how_many in (FEW, MANY - FEW):
        make_many(plan, publisher, how_many)
        forget_pages()
        counts.append((queries_of(ask), queries_of(ask)))

    assert counts[0] == counts[1]
    assert counts[0][0] <= made_anew
    assert counts[0][1] <= kept


def test_a_proposal_asks_the_same_however_many_support_it(client, plan, publisher) -> None:
    proposal = make_proposal(plan)

    def ask():
        return client.get(proposal.get_absolute_url(), headers=NEVER_KEPT)

    counts = []
    for how_many in (FEW, MANY - FEW):
        for number in range(how_many):
            body = make_organisation(f"Supporter {how_many} {number}")
            endorsing.endorse(proposal, at=IN_THE_CALL, by=publisher, organisation=body)
        forget_pages()
        counts.append((queries_of(ask), queries_of(ask)))

    assert counts[0] == counts[1]
    assert counts[0][1] <= 6


def test_beginning_and_sending_ask_the_same_among_thirty(plan) -> None:
    body = make_organisation()
    make_proposal(plan, "The first", organisation=body)
    few = _statements_of_a_proposal(plan, body)
    for number in range(MANY):
        make_draft(plan, f"Number {number}", organisation=body)

    assert _statements_of_a_proposal(plan, body) == few


def _statements_of_a_proposal(plan, body) -> int:
    with CaptureQueriesContext(connection) as asked:
        make_proposal(plan, "One more", organisation=body)
    return len(asked)


def test_a_draft_is_found_by_nobody_before_it_is_sent(plan) -> None:
    draft = make_draft(plan)

    assert not draft.record.index_entries.exists()
    assert not hasattr(Proposal.objects.get(pk=draft.pk).record, "likeness")


@pytest.mark.parametrize("how_many", [FEW, MANY])
def test_one_cell_of_the_matrix_asks_little(client, editor, plan, how_many) -> None:
    client.force_login(editor)
    added = rows.add(plan, by=editor, sent_as=[f"n{n}" for n in range(how_many)], cells=[])
    row = next(iter(added.rows.values()))
    cell = {"row": row.pk, "name": "title", "text": "Another title", "seen": row.revision}
    sent = {"cells": json.dumps({"cells": [cell]})}
    address = reverse("matrix:cells", args=[plan.code])

    assert queries_of(lambda: client.post(address, sent)) <= 18
