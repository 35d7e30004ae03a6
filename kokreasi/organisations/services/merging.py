"""Two rows that turn out to be one organisation become one, with everything that points there."""

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from kokreasi.core.changes import Change
from kokreasi.organisations.errors import LeftBehindError, SelfMergeError
from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.folding import key
from kokreasi.organisations.models import Alias, Membership, Organisation
from kokreasi.organisations.queries import keys_to, open_invitations
from kokreasi.organisations.services.directory import locked, names_changed, open_directory
from kokreasi.organisations.services.naming import body_name, keep_alias, known_keys, spellings
from kokreasi.organisations.services.profiles import ancestors
from kokreasi.people.invitations import withdraw
from kokreasi.people.models import RoleGrant, User
from kokreasi.register.choices import INVOLVEMENTS, Tie
from kokreasi.register.models import Attachment, Facet, Link, StatedFigure
from kokreasi.register.services import record, tie


@transaction.atomic
def merge(loser: Organisation, *, into: Organisation, by: User, reason: str) -> Organisation:
    """Make one organisation of two and give back the survivor.

    What points to the loser points to the survivor afterwards, also in the apps above, which
    listen to `events.organisations_merged`; where one has left something behind, nothing is
    merged at all. The loser keeps its own names and history, and its page leads to the survivor.
    Texts of its profile are not mixed into the other's.
    """
    if loser.pk == into.pk:
        raise SelfMergeError
    open_directory()
    both = Organisation.objects.select_for_update().filter(pk__in=[loser.pk, into.pk])
    list(both.order_by("pk"))  # in the order in which everybody locks several
    loser, into = locked(loser), locked(into)

    _move_names(loser, into)
    _move_people(loser, into, by=by)
    _move_parts(loser, into)
    _move_register(loser, into)
    loser.absorbed.update(merged_into=into)
    loser.merged_into, loser.parent = into, None
    loser.save(update_fields=["merged_into", "parent"])
    organisations_merged.send(sender=Organisation, loser=loser, into=into, by=by, reason=reason)
    if any(rows.exists() for rows in keys_to(loser)):
        raise LeftBehindError

    tie(loser.record, into.record, Tie.MERGED_INTO)
    names_changed()
    _tell(loser, into, by=by, reason=reason)
    return into


def _move_names(loser: Organisation, into: Organisation) -> None:
    """Let the survivor be found by every spelling of the loser, whose own names stay with it."""
    known = known_keys(into)
    seen_in = {text: loser.reference for row in loser.names.all() for text in spellings(row)}
    seen_in |= {alias.text: alias.source for alias in loser.aliases.all()}
    Alias.objects.filter(organisation=loser).delete()
    for text, source in seen_in.items():
        if key(text) not in known:
            keep_alias(into, text, source=source)
            known.add(key(text))


def _move_people(loser: Organisation, into: Organisation, *, by: User) -> None:
    for grant in RoleGrant.objects.filter(body=loser.reference):
        twin = _open_twin(grant, into)
        if twin is not None:
            _join_grants(grant, twin)
            continue
        grant.body, grant.body_name = into.reference, body_name(into)
        grant.save(update_fields=["body", "body_name"])
    Membership.objects.filter(organisation=loser).update(organisation=into)
    _move_invitations(loser, into, by=by)


def _move_invitations(loser: Organisation, into: Organisation, *, by: User) -> None:
    """Let open offers lead into the survivor; one that it has made itself already goes."""
    for offer in open_invitations(loser):
        if open_invitations(into).filter(email=offer.email, role=offer.role).exists():
            withdraw(offer, by=by)
            continue
        offer.body, offer.body_name = into.reference, body_name(into)
        offer.save(update_fields=["body", "body_name"])


def _open_twin(grant: RoleGrant, into: Organisation) -> RoleGrant | None:
    if grant.ends_on is not None:
        return None
    return RoleGrant.objects.filter(
        user=grant.user_id, role=grant.role, body=into.reference, ends_on=None
    ).first()


def _join_grants(grant: RoleGrant, twin: RoleGrant) -> None:
    """Keep one of two roles that a person holds in both, from the earlier first day on."""
    twin.starts_on = min(grant.starts_on, twin.starts_on)
    twin.save(update_fields=["starts_on"])
    if not Membership.objects.filter(grant=twin).exists():
        Membership.objects.filter(grant=grant).update(grant=twin)
    Membership.objects.filter(grant=twin).update(starts_on=twin.starts_on)
    grant.delete()


def _move_parts(loser: Organisation, into: Organisation) -> None:
    """Hang the loser's parts below the survivor; a part that holds the survivor rises instead."""
    lineage = [into.pk, *ancestors(into)]
    loser.units.filter(pk__in=lineage).update(parent=loser.parent_id)
    loser.units.update(parent=into)
    into.refresh_from_db(fields=["parent"])


def _move_register(loser: Organisation, into: Organisation) -> None:
    last = into.record.stated_figures.aggregate(last=Max("position"))["last"] or 0
    for position, figure in enumerate(loser.record.stated_figures.all(), start=last + 1):
        StatedFigure.objects.filter(pk=figure.pk).update(record=into.record, position=position)
    _move_attachments(loser, into)
    _move_facets(loser, into)
    _move_links(loser, into)


def _move_attachments(loser: Organisation, into: Organisation) -> None:
    """Move the files of the loser's record; one that the survivor has already goes."""
    kept = into.record.attachments.values_list("file", flat=True)
    loser.record.attachments.filter(file__in=list(kept)).delete()
    last = into.record.attachments.aggregate(last=Max("position"))["last"] or 0
    for position, attachment in enumerate(loser.record.attachments.all(), start=last + 1):
        Attachment.objects.filter(pk=attachment.pk).update(record=into.record, position=position)


def _move_facets(loser: Organisation, into: Organisation) -> None:
    """Let records that are found by the loser be found by the survivor, each once."""
    loser.record.facets.all().delete()
    involved = Facet.objects.filter(name__in=INVOLVEMENTS)
    for name in INVOLVEMENTS:
        found_already = involved.filter(name=name, value=into.reference).values("record")
        moving = involved.filter(name=name, value=loser.reference)
        moving.filter(record__in=list(found_already.values_list("record", flat=True))).delete()
        moving.update(value=into.reference)


def _move_links(loser: Organisation, into: Organisation) -> None:
    """Move the ties of the loser's record, except those that tell of earlier merges."""
    for link in _ties_of(loser):
        if link.source_id == loser.record_id:
            link.source = into.record
        else:
            link.target = into.record
        if link.source_id != link.target_id:
            tie(link.source, link.target, Tie(link.tie))
    _ties_of(loser).delete()


def _ties_of(loser: Organisation) -> QuerySet[Link]:
    mine = loser.record.links_out.all() | loser.record.links_in.all()
    return mine.exclude(tie=Tie.MERGED_INTO)


def _tell(loser: Organisation, into: Organisation, *, by: User, reason: str) -> None:
    record(
        "organisation.merged",
        loser.record,
        by=by,
        says=_("merged this organisation into another one"),
        changes=[Change(_("merged into"), None, f"{into.reference} {into.name}")],
        reason=reason,
        is_public=loser.record.is_public,
    )
    record(
        "organisation.absorbed",
        into.record,
        by=by,
        says=_("merged another organisation into this one"),
        changes=[Change(_("merged organisation"), None, f"{loser.reference} {loser.name}")],
        reason=reason,
        is_public=into.record.is_public,
    )
