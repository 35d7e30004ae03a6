"""What proposals know and nobody but their authors or the secretariat may read."""

from typing import Any

from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.people.tests.factories import UserFactory
from kokreasi.proposals.models import Endorsement
from kokreasi.proposals.services import (
    authors,
    citizens,
    enclosing,
    endorsing,
    submitting,
    writing,
)
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    make_draft,
    make_proposal,
    plan_with_a_call,
)
from kokreasi.register import likeness
from kokreasi.register.models import Record

TEXTS = ("title", "problem", "causes", "solution", "results")


def write_and_send(world: Any, *, mark: str, found_by: str) -> None:
    """Send a proposal in public with secrets beside it; a draft, a held and a citizen's one."""

    def secret(what: str) -> str:
        return f"{found_by} {mark}-{what}"

    def secrets(what: str) -> Bilingual:
        return Bilingual(id=secret(f"{what}-id"), en=secret(f"{what}-en"))

    plan = plan_with_a_call("usulan")
    _draft(plan, secret, secrets)
    _public(plan, secret, mark)
    _citizens(plan, secret, mark, world.by)
    likeness.rebuild()


def _draft(plan: Any, secret: Any, secrets: Any) -> None:
    texts = {name: secrets(f"proposal-{name}") for name in TEXTS}
    draft = make_draft(plan, **texts, institutions_words=secret("institutions"))
    file = keep(content.upload("usulan.txt", secret("enclosure").encode()), by=None)
    enclosing.enclose(draft, file, title=secrets("enclosure"))
    authors.invite(draft, make_organisation(), at=IN_THE_CALL, by=None)


def _public(plan: Any, secret: Any, mark: str) -> None:
    """Let bodies write and support that are hidden later, and a person support with a reason.

    What the history told while a body was public stays told; so neither has a line there.
    """
    hidden = make_organisation(secret("supporter"), f"{mark}SUP")
    gone = make_organisation(secret("author"), f"{mark}AUT")
    person = UserFactory(email=f"{mark}-supports@example.org", name=secret("person"))
    proposal = make_proposal(plan, "Usulan anggaran", organisation=gone, institutions=[hidden])
    endorsing.endorse(proposal, at=IN_THE_CALL, by=person, note=secret("note"))
    Endorsement.objects.create(
        proposal=proposal, organisation=hidden, given_at=IN_THE_CALL, confirmed_at=IN_THE_CALL
    )
    bodies = [hidden.record_id, gone.record_id]
    Record.objects.filter(pk__in=bodies).update(published_at=None)


def _citizens(plan: Any, secret: Any, mark: str, keeper: Any) -> None:
    """Let citizens write: one shown without a name, one held back, one who only supports."""
    words = {name: Bilingual(id=f"Anggaran {name}") for name in ("title", "problem", "solution")}
    given = {"language": "id", "at": IN_THE_CALL}
    shown = citizens.begin(
        plan, words, email=f"{mark}-writes@example.org", name=secret("writer"), **given
    )
    sent = citizens.submit(shown, shown.authors.get().correspondent, at=IN_THE_CALL)
    submitting.release(sent, by=None)
    supported = citizens.support(
        sent,
        email=f"{mark}-promises@example.org",
        name=secret("promises"),
        note=secret("promise"),
        **given,
    )
    citizens.confirm_support(supported, supported.correspondent, at=timezone.now())
    hidden = {name: Bilingual(id=secret(f"held-{name}")) for name in words}
    held = citizens.begin(plan, hidden, email=f"{mark}-held@example.org", **given)
    citizens.submit(held, held.authors.get().correspondent, at=IN_THE_CALL)
    writing.begin(
        plan,
        at=IN_THE_CALL,
        by=UserFactory(email=f"{mark}-begins@example.org", name=secret("begins")),
        title=Bilingual(id=secret("begun")),
        is_named=True,
    )
    spam = make_proposal(plan, secret("spam"))
    submitting.hold_back(spam, by=keeper, reason=secret("spam-reason"))
