"""Mails about proposals, each exactly once."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from kokreasi.conversations.keys import renew
from kokreasi.conversations.models import Correspondent
from kokreasi.core.days import WIB
from kokreasi.outbox.services import drop, post
from kokreasi.people.models import RoleGrant, User
from kokreasi.people.notices import Words
from kokreasi.proposals import notices
from kokreasi.proposals.models import Endorsement, JoiningRequest, Proposal

MAILS = ("proposal-", "endorsement-", "own-link-", "decision-")
"""How the keys of the mails to people without an account begin."""


def tell_invited_to_join(request: JoiningRequest) -> None:
    """Tell everybody who acts for the invited organisation."""
    for person in people_of([request.organisation.reference], _day(request.asked_at)):
        _post(f"joining-{request.pk}-{person.pk}", person, notices.invited(request, person))


def tell_of_wish_to_join(request: JoiningRequest) -> None:
    """Tell every author with an account that an organisation asks to join."""
    for person in writers_of(request.proposal, _day(request.asked_at)):
        _post(f"joining-{request.pk}-{person.pk}", person, notices.asked(request, person))


def writers_of(proposal: Proposal, day: date) -> Iterator[User]:
    """Give the authors who have an account: people, and whoever acts for an organisation."""
    standing = proposal.authors.filter(left_at=None)
    bodies = standing.filter(organisation__isnull=False)
    references = list(bodies.values_list("organisation__record__reference", flat=True))
    people = {person.pk: person for person in people_of(references, day)}
    for author in standing.filter(organisation=None, user__is_active=True).select_related("user"):
        if author.user:
            people.setdefault(author.user.pk, author.user)
    yield from people.values()


def people_of(references: Iterable[str], day: date) -> list[User]:
    """Give who acts for these organisations on a day and may sign in."""
    grants = RoleGrant.objects.held_on(day).filter(body__in=list(references))
    return list(User.objects.filter(grants__in=grants, is_active=True).distinct().order_by("pk"))


def ask_to_confirm_proposal(proposal: Proposal, correspondent: Correspondent) -> None:
    """Send the link by which somebody without an account confirms a proposal."""
    words = notices.begun(proposal, correspondent)
    _post_to(f"proposal-{proposal.pk}-begun", correspondent, words)


def ask_to_confirm_support(endorsement: Endorsement, correspondent: Correspondent) -> None:
    """Send the link by which somebody without an account confirms support."""
    words = notices.supported(endorsement.proposal, correspondent)
    _post_to(f"endorsement-{endorsement.pk}-given", correspondent, words)


def send_own_link(correspondent: Correspondent, *, at: datetime) -> None:
    """Send the way back to somebody's own page, at most once a day."""
    _post_to(f"own-link-{correspondent.pk}-{_day(at)}", correspondent, notices.link(correspondent))


def forget_mails(correspondent: Correspondent) -> None:
    """Forget the address of what was sent to somebody who asks for it; what waits is not sent."""
    for beginning in MAILS:
        drop(beginning, to=correspondent.email)


def _day(moment: datetime) -> date:
    return moment.astimezone(WIB).date()


def _post(key: str, person: User, words: Words) -> None:
    post(
        key=key,
        to=person.email,
        subject=words.subject,
        body=words.body,
        language=person.language,
    )


def _post_to(key: str, correspondent: Correspondent, words: Words) -> None:
    renew(correspondent)
    post(
        key=key,
        to=correspondent.email,
        subject=words.subject,
        body=words.body,
        language=correspondent.language,
    )
