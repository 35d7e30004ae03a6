"""Examples for the addresses of proposals: reading, writing, supporting, joining.

The member of the cast is an author of what is "own"; the keys are those of a citizen without an
account, who is nobody in the cast.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import count
from typing import Any

from kokreasi.conversations.keys import own_key
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import RoleGrantFactory
from kokreasi.people.visitors import Visitor
from kokreasi.plans.models import Plan
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import authors, citizens, enclosing, endorsing, moving, submitting
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    make_draft,
    make_proposal,
    plan_with_a_call,
)

Cast = Mapping[str, Visitor]
Example = Callable[[Cast], dict[str, Any]]

numbers = count(1)
WORDS = {name: Bilingual(id=f"Kata {name}") for name in ("title", "problem", "solution")}


def a_call(*, is_open: bool = False) -> Plan:
    code = f"us{next(numbers)}"
    if not is_open:
        return plan_with_a_call(code)
    today = today_in_jakarta()
    days = {"opens_on": today - timedelta(days=1), "closes_on": today + timedelta(days=9)}
    return plan_with_a_call(code, ends_on=today + timedelta(days=700), **days)


def body_of(cast: Cast, who: str = "member") -> Organisation:
    organisation = make_organisation()
    RoleGrantFactory(user=cast[who], role=Role.MEMBER, body=organisation.reference)
    return organisation


def called(proposal: Proposal) -> dict[str, Any]:
    return {"reference": proposal.reference}


# Signed in


def own_draft(cast: Cast) -> dict[str, Any]:
    return called(make_draft(a_call(), organisation=body_of(cast)))


def own_draft_in_the_call(cast: Cast) -> dict[str, Any]:
    return called(make_draft(a_call(is_open=True), organisation=body_of(cast)))


def own_sent(cast: Cast) -> dict[str, Any]:
    return called(make_proposal(a_call(), organisation=body_of(cast)))


def of_others(_cast: Cast) -> dict[str, Any]:
    return called(make_proposal(a_call()))


def decided(cast: Cast) -> dict[str, Any]:
    proposal = make_proposal(a_call(), organisation=body_of(cast))
    step = moving.first_step(Standing.DECIDED)
    moving.enter(moving.locked(proposal), step, at=IN_THE_CALL, by=None)
    return called(proposal)


def held(cast: Cast) -> dict[str, Any]:
    proposal = make_proposal(a_call(), organisation=body_of(cast))
    submitting.hold_back(proposal, by=cast["publisher"], reason="Iklan")
    return called(proposal)


def part_of_a_draft(cast: Cast) -> dict[str, Any]:
    return {**own_draft(cast), "name": "usulan"}


def mentioned(cast: Cast) -> dict[str, Any]:
    ministry = make_organisation()
    draft = make_draft(a_call(), organisation=body_of(cast))
    enclosing.mention(draft, ministry)
    return {**called(draft), "pk": ministry.pk}


def two_authors(cast: Cast) -> dict[str, Any]:
    draft = make_draft(a_call(), organisation=body_of(cast))
    request = authors.invite(draft, make_organisation(), at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)
    return {**called(draft), "pk": draft.authors.first().pk}


def enclosed(draft: Proposal) -> dict[str, Any]:
    file = keep(content.upload("kajian.txt", f"Isi {draft.pk}".encode()), by=None)
    row = enclosing.enclose(draft, file, title=Bilingual(id="Kajian"))
    return {"reference": draft.reference, "pk": row.pk}


def file_of_a_draft(cast: Cast) -> dict[str, Any]:
    return enclosed(make_draft(a_call(), organisation=body_of(cast)))


def download_of_a_draft(cast: Cast) -> dict[str, Any]:
    return {**file_of_a_draft(cast), "name": "kajian.txt"}


def supported(cast: Cast) -> dict[str, Any]:
    proposal, body = make_proposal(a_call()), body_of(cast)
    given = endorsing.endorse(proposal, organisation=body, at=IN_THE_CALL, by=cast["member"])
    return {**called(proposal), "pk": given.pk}


def invited(cast: Cast) -> dict[str, Any]:
    request = authors.invite(make_draft(a_call()), body_of(cast), at=IN_THE_CALL, by=None)
    return {"pk": request.pk}


# By the link of a mail


def citizens_draft(*, is_open: bool = False) -> Proposal:
    email = f"warga{next(numbers)}@example.org"
    plan = a_call(is_open=is_open)
    return citizens.begin(plan, WORDS, email=email, language="id", at=IN_THE_CALL)


def with_key(proposal: Proposal) -> dict[str, Any]:
    citizen = proposal.authors.get().correspondent
    return {"key": own_key(citizen.seed), "reference": proposal.reference}


def keyed_draft(_cast: Cast) -> dict[str, Any]:
    return with_key(citizens_draft())


def keyed_draft_in_the_call(_cast: Cast) -> dict[str, Any]:
    return with_key(citizens_draft(is_open=True))


def keyed_sent(_cast: Cast) -> dict[str, Any]:
    draft = citizens_draft()
    return with_key(citizens.submit(draft, draft.authors.get().correspondent, at=IN_THE_CALL))


def key_alone(cast: Cast) -> dict[str, Any]:
    return {"key": keyed_draft(cast)["key"]}


def wrong_key(_cast: Cast) -> dict[str, Any]:
    return {"key": "wrong"}


def keyed_part(cast: Cast) -> dict[str, Any]:
    return {**keyed_draft(cast), "name": "usulan"}


def keyed_mentioned(_cast: Cast) -> dict[str, Any]:
    draft, ministry = citizens_draft(), make_organisation()
    enclosing.mention(draft, ministry)
    return {**with_key(draft), "pk": ministry.pk}


def keyed_author(_cast: Cast) -> dict[str, Any]:
    draft = citizens_draft()
    return {**with_key(draft), "pk": draft.authors.get().pk}


def keyed_file(_cast: Cast) -> dict[str, Any]:
    draft = citizens_draft()
    return {**with_key(draft), **enclosed(draft)}


def keyed_download(cast: Cast) -> dict[str, Any]:
    return {**keyed_file(cast), "name": "kajian.txt"}


def keyed_support(_cast: Cast) -> dict[str, Any]:
    email = f"warga{next(numbers)}@example.org"
    proposal = make_proposal(a_call())
    given = citizens.support(proposal, email=email, language="id", at=IN_THE_CALL)
    return {"key": own_key(given.correspondent.seed), "pk": given.pk}


def keyed_other(cast: Cast) -> dict[str, Any]:
    return {**key_alone(cast), **of_others(cast)}


def as_csv(_cast: Cast) -> dict[str, Any]:
    return {"ending": "csv"}


PROPOSING: dict[str, dict[str, Example]] = {
    "answer-joining": {"to the member": invited},
    "data-proposals": {"csv": as_csv},
    "draft": {"own": own_draft, "own, sent": own_sent},
    "draft-beside": {"own": own_draft},
    "draft-discard": {"own": own_draft, "own, sent": own_sent},
    "draft-enclose": {"own": own_draft},
    "draft-file": {"own": download_of_a_draft},
    "draft-invite": {"own": own_draft},
    "draft-leave": {"own": two_authors},
    "draft-leave-out": {"own": mentioned},
    "draft-mention": {"own": own_draft},
    "draft-part": {"own": part_of_a_draft},
    "draft-reshape": {"own": own_draft},
    "draft-send": {"own, call closed": own_draft, "own, call open": own_draft_in_the_call},
    "draft-suggestions": {"own": own_draft},
    "draft-take-out": {"own": file_of_a_draft},
    "hold-back-proposal": {"public": own_sent, "held": held},
    "join-proposal": {"public": of_others, "own": own_sent, "decided": decided},
    "own-draft": {"key": keyed_draft, "sent": keyed_sent},
    "own-draft-beside": {"key": keyed_draft},
    "own-draft-discard": {"key": keyed_draft},
    "own-draft-enclose": {"key": keyed_draft},
    "own-draft-file": {"key": keyed_download},
    "own-draft-invite": {"key": keyed_draft},
    "own-draft-leave": {"key": keyed_author},
    "own-draft-leave-out": {"key": keyed_mentioned},
    "own-draft-mention": {"key": keyed_draft},
    "own-draft-part": {"key": keyed_part},
    "own-draft-reshape": {"key": keyed_draft},
    "own-draft-send": {"call closed": keyed_draft, "call open": keyed_draft_in_the_call},
    "own-draft-suggestions": {"key": keyed_draft},
    "own-draft-take-out": {"key": keyed_file},
    "own-forget": {"key": key_alone, "wrong": wrong_key},
    "own-proposals": {"key": key_alone, "wrong": wrong_key},
    "own-support": {"key": keyed_other},
    "own-support-confirm": {"key": keyed_support},
    "own-support-withdraw": {"key": keyed_support},
    "own-take-back": {"sent": keyed_sent},
    "proposal": {
        "own draft": own_draft,
        "public": of_others,
        "held": held,
        "decided": decided,
    },
    "release-proposal": {"own draft": own_draft, "held": held},
    "support-proposal": {"public": of_others, "own": own_sent, "decided": decided},
    "take-back-proposal": {"own, sent": own_sent, "decided": decided},
    "withdraw-support": {"by the member": supported},
}
