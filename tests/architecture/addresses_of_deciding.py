"""Examples for the addresses from submission to answer: desk, reviews, decisions, replies.

The member of the cast is an author of what is "own", the reviewer of the cast is asked for "own"
reviews.
"""

from collections.abc import Callable, Mapping
from typing import Any

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor
from kokreasi.proposals.models import Proposal, Review
from kokreasi.proposals.services import announcing, deciding, screening, submitting
from kokreasi.proposals.tests.factories import (
    AFTERWARDS,
    IN_THE_CALL,
    decide_and_publish,
    make_answer,
    make_draft,
    make_proposal,
)
from tests.architecture.addresses_of_proposing import a_call, body_of, called, keyed_sent

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]


def by(cast: Cast) -> User:
    publisher = cast["publisher"]
    assert isinstance(publisher, User)
    return publisher


def draft(_cast: Cast) -> dict[str, Any]:
    return called(make_draft(a_call()))


def submitted(_cast: Cast) -> dict[str, Any]:
    return called(make_proposal(a_call()))


def own_submitted(cast: Cast) -> dict[str, Any]:
    return called(make_proposal(a_call(), organisation=body_of(cast)))


def held(cast: Cast) -> dict[str, Any]:
    proposal = make_proposal(a_call())
    submitting.hold_back(proposal, by=by(cast), reason="Iklan")
    return called(proposal)


def withdrawn(cast: Cast) -> dict[str, Any]:
    proposal = make_proposal(a_call())
    submitting.take_back(proposal, at=IN_THE_CALL, by=by(cast), reason="Sudah ada")
    return called(proposal)


def written(cast: Cast) -> dict[str, Any]:
    proposal = make_proposal(a_call())
    deciding.decide(proposal, answer=make_answer(), by=by(cast))
    return called(proposal)


def answered(cast: Cast) -> dict[str, Any]:
    proposal = make_proposal(a_call())
    decide_and_publish(proposal, by=by(cast), verdict=Verdict.ACCEPTED)
    return called(proposal)


def told(proposal: Proposal) -> None:
    rows = Response.objects.select_related("unit__record", "leads_to")
    announcing.tell_decision(rows.get(about=proposal.record), at=AFTERWARDS)


def own_answered(cast: Cast) -> dict[str, Any]:
    proposal = make_proposal(a_call(), organisation=body_of(cast))
    decide_and_publish(proposal, by=by(cast))
    told(proposal)
    return called(proposal)


def keyed_answered(cast: Cast) -> dict[str, Any]:
    given = keyed_sent(cast)
    proposal = Proposal.objects.get(record__reference=given["reference"])
    decide_and_publish(proposal, by=by(cast))
    told(proposal)
    return given


def a_review(cast: Cast) -> Review:
    reviewer = cast["reviewer"]
    assert isinstance(reviewer, User)
    (review,) = screening.ask_for_review(
        make_proposal(a_call()), reviewers=[reviewer], at=IN_THE_CALL, by=by(cast)
    )
    return review


def asked(cast: Cast) -> dict[str, Any]:
    return {"pk": a_review(cast).pk}


def asked_and_decided(cast: Cast) -> dict[str, Any]:
    review = a_review(cast)
    decide_and_publish(review.proposal, by=by(cast))
    return {"pk": review.pk}


def a_status(_cast: Cast) -> dict[str, Any]:
    a_call()
    return {"code": "screening"}


def as_csv(_cast: Cast) -> dict[str, Any]:
    return {"ending": "csv"}


def as_json(_cast: Cast) -> dict[str, Any]:
    return {"ending": "json"}


STATES: dict[str, Example] = {
    "draft": draft,
    "submitted": submitted,
    "own, submitted": own_submitted,
    "held": held,
    "written": written,
    "answered": answered,
    "withdrawn": withdrawn,
}

DECIDING: dict[str, dict[str, Example]] = {
    "adopt-proposal": STATES,
    "ask-reviewers": STATES,
    "cancel-review": {"asked": asked, "decided": asked_and_decided},
    "change-decision": STATES,
    "change-proposal-status": {"": a_status},
    "data-responses": {"csv": as_csv, "json": as_json},
    "move-proposal": STATES,
    "offer-proposal-status": {"": a_status},
    "own-reply-to-answer": {"key": keyed_answered, "not answered": keyed_sent},
    "reply-to-answer": {"own": own_answered, "own, not answered": own_submitted, "other": answered},
    "review": {"asked": asked, "decided": asked_and_decided},
    "review-conflict": {"asked": asked, "decided": asked_and_decided},
    "screen-proposal": STATES,
    "split-proposal": STATES,
}
