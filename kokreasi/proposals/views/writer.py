"""Who writes: somebody signed in, or somebody without an account by the link of a mail."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services.correspondents import UnknownLinkError, confirm, known_by
from kokreasi.people.access import require
from kokreasi.people.models import User
from kokreasi.people.visitors import Visitor
from kokreasi.proposals.forms.writing import ONESELF
from kokreasi.proposals.models import Author, Proposal
from kokreasi.proposals.queries.own import led_by_citizen, written_by_citizen

OWN = "proposals.own_proposal"
LEAD = "proposals.lead_proposal"
SHOWN = ("record", "plan__record", "status", "theme")


@dataclass(frozen=True, slots=True)
class Writer:
    """An author at work on a proposal; `key` is the secret part of the link of a citizen."""

    proposal: Proposal
    user: User | None = None
    citizen: Correspondent | None = None
    key: str = ""

    @property
    def visitor(self) -> Visitor:
        return self.user or AnonymousUser()

    def address(self, view: str, *more: Any) -> str:
        """Give the address of a view for this proposal, by the way on which the writer came."""
        prefix, place = ("own-", [self.key]) if self.key else ("", [])
        return reverse(f"{prefix}{view}", args=[*place, self.proposal.reference, *more])

    def again(self) -> "Writer":
        """Read the proposal anew, as it is after an attempt to change it."""
        rows = Proposal.objects.visible_to(self.visitor)
        own = written_by_citizen(self.citizen) if self.citizen else rows
        proposal = own.select_related(*SHOWN).get(pk=self.proposal.pk)
        return replace(self, proposal=proposal)

    @property
    def page(self) -> str:
        return self.address("draft")

    @property
    def home(self) -> str:
        """Give the page that lists everything of this writer."""
        return reverse("own-proposals", args=[self.key]) if self.key else reverse("my-proposals")

    @property
    def beside(self) -> str:
        return self.address("draft-beside")

    @property
    def suggestions(self) -> str:
        return self.address("draft-suggestions")

    @property
    def own_keys(self) -> set[int]:
        return set(self.own_authorships().values_list("pk", flat=True))

    @property
    def leads(self) -> bool:
        """Tell whether this writer is its first author, who alone discards or withdraws it."""
        if self.citizen is None:
            return self.visitor.has_perm(LEAD, self.proposal)
        return led_by_citizen(self.citizen).filter(pk=self.proposal.pk).exists()

    @property
    def is_for_organisation(self) -> bool:
        return self.for_whom != ONESELF

    @property
    def for_whom(self) -> str:
        """Give on whose behalf the draft is written, as forms of support name it."""
        rows = self.own_authorships().filter(organisation__isnull=False)
        reference: str | None = rows.values_list(
            "organisation__record__reference", flat=True
        ).first()
        return reference or ONESELF

    def own_authorships(self) -> QuerySet[Author]:
        """Give the rows by which this writer stands behind the proposal."""
        standing = self.proposal.authors.filter(left_at=None)
        if self.citizen:
            return standing.filter(correspondent=self.citizen)
        bodies = Q(organisation__record__reference__in=self.user.bodies if self.user else ())
        return standing.filter(Q(user=self.user, organisation=None) | bodies)


More = ParamSpec("More")
View = Callable[Concatenate[HttpRequest, Writer, More], HttpResponseBase]
Outer = Callable[..., HttpResponseBase]


def by_writer(view: View[More]) -> Outer:
    """Find the proposal and its author first; what is written privately is kept by no cache."""

    @wraps(view)
    def found(
        request: HttpRequest, reference: str, key: str = "", *args: More.args, **kwargs: More.kwargs
    ) -> HttpResponseBase:
        if not key and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        writer = _by_link(key, reference) if key else _signed_in(request, reference)
        if writer.citizen and request.method == "POST":
            confirm(writer.citizen)  # a button behind the mailed link: the address has answered
        response = view(request, writer, *args, **kwargs)
        if isinstance(response, HttpResponse):
            add_never_cache_headers(response)
        return response

    return found


def require_leading(writer: Writer) -> None:
    """Ask whether it is the first author who discards or withdraws; the others may leave."""
    if not writer.leads:
        raise PermissionDenied


def citizen_by(key: str) -> Correspondent:
    """Give whose link this is; where it is nobody's there is no such page."""
    try:
        return known_by(key)
    except UnknownLinkError as error:
        raise Http404 from error


def _by_link(key: str, reference: str) -> Writer:
    citizen = citizen_by(key)
    rows = written_by_citizen(citizen).select_related(*SHOWN)
    proposal = get_object_or_404(rows, record__reference=reference)
    return Writer(proposal, citizen=citizen, key=key)


def _signed_in(request: HttpRequest, reference: str) -> Writer:
    visible = Proposal.objects.visible_to(request.user).select_related(*SHOWN)
    proposal = get_object_or_404(visible, record__reference=reference)
    require(request.user, OWN, proposal)
    return Writer(proposal, user=request.user if isinstance(request.user, User) else None)
