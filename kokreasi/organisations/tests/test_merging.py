"""A merge takes everything that points to the loser along, or changes nothing."""

from datetime import date

import pytest
from django.db import models

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations import errors, queries, services
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.events import organisations_merged
from kokreasi.organisations.models import Membership, Organisation
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.models import RoleGrant
from kokreasi.people.tests.factories import UserFactory
from kokreasi.register.choices import FacetName, Tie
from kokreasi.register.models import Attachment, Facet, Link
from kokreasi.register.services import find_by, tie
from kokreasi.register.tests.factories import AttachmentFactory, RecordFactory

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2019, 1, 1), date(2021, 1, 1)


@pytest.fixture
def loser(db):
    return make_ministry("Kementerian Hukum dan HAM RI", "Kemenkumham RI")


@pytest.fixture
def survivor(db):
    return make_ministry("Kementerian Hukum dan HAM", "Kemenkumham")


def merged(loser, survivor, by):
    into = services.merge(loser, into=survivor, by=by, reason="Tercatat dua kali.")
    loser.refresh_from_db()
    return into


def join(user, organisation, on=EARLY):
    return services.join(user, organisation=organisation, role=Role.FOCAL_POINT, on=on, by=None)


def test_every_spelling_of_the_loser_finds_the_survivor(loser, survivor, editor) -> None:
    services.add_alias(loser, "Kumham", by=editor, source="notula 2018")
    services.rename(loser, name=Bilingual(id="Kementerian Hukum Lama"), on=LATE, by=editor)

    merged(loser, survivor, editor)

    for text in ("Kementerian Hukum dan HAM RI", "Kumham", "kementerian hukum lama", "Kemenkumham"):
        assert queries.find(text) == survivor
    sources = {alias.text: alias.source for alias in survivor.aliases.all()}
    assert sources["Kumham"] == "notula 2018"
    assert sources["Kementerian Hukum Lama"] == loser.reference
    assert loser.names.count() == 2


def test_people_and_their_roles_move(loser, survivor, editor) -> None:
    moving, former = UserFactory(), UserFactory()
    join(moving, loser)
    services.leave(join(former, loser), last_day=LATE, by=editor)
    bare = RoleGrant.objects.create(
        user=UserFactory(), role=Role.MODERATOR, body=loser.reference, starts_on=EARLY
    )

    merged(loser, survivor, editor)

    assert {m.user for m in survivor.memberships.all()} == {moving, former}
    assert moving.grants.get().body == survivor.reference
    assert moving.grants.get().body_name == "Kementerian Hukum dan HAM"
    assert former.memberships.get().ends_on == LATE
    bare.refresh_from_db()
    assert bare.body == survivor.reference


@pytest.mark.parametrize(("in_loser", "in_survivor"), [(EARLY, LATE), (LATE, EARLY)])
def test_a_role_held_in_both_is_kept_once(loser, survivor, editor, in_loser, in_survivor) -> None:
    user = UserFactory()
    join(user, loser, in_loser)
    join(user, survivor, in_survivor)

    merged(loser, survivor, editor)

    membership, grant = Membership.objects.get(), user.grants.get()
    assert membership.grant == grant
    assert membership.organisation == survivor
    assert membership.starts_on == grant.starts_on == EARLY


def test_a_membership_survives_beside_a_bare_role(loser, survivor, editor) -> None:
    user = UserFactory()
    join(user, loser)
    RoleGrant.objects.create(
        user=user, role=Role.FOCAL_POINT, body=survivor.reference, starts_on=LATE
    )

    merged(loser, survivor, editor)

    assert Membership.objects.get().grant == user.grants.get()
    assert Membership.objects.get().starts_on == EARLY


def test_open_invitations_lead_into_the_survivor(loser, survivor, publisher) -> None:
    offer = {"name": "A", "role": Role.FOCAL_POINT, "language": "id", "by": publisher}
    services.invite(loser, email="a@example.org", **offer)
    services.invite(loser, email="b@example.org", **offer)
    services.invite(survivor, email="b@example.org", **offer)

    merged(loser, survivor, publisher)

    assert not queries.open_invitations(loser).exists()
    assert sorted(one.email for one in queries.open_invitations(survivor)) == [
        "a@example.org",
        "b@example.org",
    ]


def test_parts_hang_below_the_survivor(loser, survivor, editor) -> None:
    part = make_organisation(kind=Kind.AGENCY, profile={"parent": loser})

    merged(loser, survivor, editor)

    part.refresh_from_db()
    assert part.parent == survivor


def test_a_part_that_holds_the_survivor_rises(loser, survivor, editor) -> None:
    top = make_organisation("Atas", profile={})
    services.set_parent(loser, parent=top, by=editor)
    middle = make_organisation("Tengah", profile={"parent": loser})
    services.set_parent(survivor, parent=middle, by=editor)

    merged(loser, survivor, editor)

    middle.refresh_from_db()
    survivor.refresh_from_db()
    assert (middle.parent, survivor.parent) == (top, middle)


def test_merging_a_whole_into_its_part_makes_no_cycle(loser, survivor, editor) -> None:
    services.set_parent(survivor, parent=loser, by=editor)

    merged(loser, survivor, editor)

    survivor.refresh_from_db()
    assert survivor.parent is None


def test_figures_facets_and_ties_move_once(loser, survivor, editor) -> None:
    services.state_figure(
        loser, label=Bilingual(id="Peserta"), value=3, source=Bilingual(id="x"), by=editor
    )
    both, one = RecordFactory(is_published=True), RecordFactory(is_published=True)
    find_by(both, [(FacetName.LEAD, loser.reference), (FacetName.LEAD, survivor.reference)])
    find_by(one, [(FacetName.PARTNER, loser.reference), (FacetName.THEME, loser.reference)])
    tie(one, loser.record, Tie.CONTINUED_AS)
    tie(one, survivor.record, Tie.CONTINUED_AS)
    tie(loser.record, both, Tie.CONTINUED_AS)

    merged(loser, survivor, editor)

    assert survivor.record.stated_figures.get().value == 3
    facets = set(Facet.objects.values_list("record", "name", "value"))
    assert facets == {
        (both.pk, "lead", survivor.reference),
        (one.pk, "partner", survivor.reference),
        (one.pk, "theme", loser.reference),
    }
    links = set(Link.objects.values_list("source", "target", "tie"))
    assert links == {
        (one.pk, survivor.record_id, Tie.CONTINUED_AS),
        (survivor.record_id, both.pk, Tie.CONTINUED_AS),
        (loser.record_id, survivor.record_id, Tie.MERGED_INTO),
    }


def test_files_move_to_the_survivor(loser, survivor, editor) -> None:
    attachment = AttachmentFactory(record=loser.record)

    merged(loser, survivor, editor)

    attachment.refresh_from_db()
    assert attachment.record == survivor.record


def test_a_file_that_both_had_stays_once(loser, survivor, editor) -> None:
    kept = AttachmentFactory(record=survivor.record)
    AttachmentFactory(record=loser.record, file=kept.file)

    merged(loser, survivor, editor)

    assert list(Attachment.objects.all()) == [kept]


def test_who_merged_before_leads_to_the_last_survivor(loser, survivor, editor) -> None:
    first = make_organisation("Yang pertama")
    merged(first, loser, editor)
    merged(loser, survivor, editor)

    first.refresh_from_db()

    assert first.merged_into == loser.merged_into == survivor
    assert loser.record.is_public
    assert not Organisation.objects.standing().filter(pk__in=[first.pk, loser.pk]).exists()


def test_both_histories_tell_it_with_the_reason(loser, survivor, editor) -> None:
    merged(loser, survivor, editor)

    told = {
        one.reference: (one.record.entries.first().event, one.record.entries.first().reason)
        for one in (loser, survivor)
    }

    assert told == {
        loser.reference: ("organisation.merged", "Tercatat dua kali."),
        survivor.reference: ("organisation.absorbed", "Tercatat dua kali."),
    }


def test_impossible_merges_are_refused(loser, survivor, editor) -> None:
    with pytest.raises(errors.SelfMergeError):
        services.merge(loser, into=loser, by=editor, reason="x")
    merged(loser, survivor, editor)

    for one, other in ((loser, survivor), (survivor, loser)):
        with pytest.raises(errors.MergedAlreadyError):
            services.merge(one, into=other, by=editor, reason="x")

    survivor.refresh_from_db()
    assert survivor.merged_into is None


def test_a_merged_one_is_changed_no_more(loser, survivor, editor) -> None:
    user = UserFactory()
    merged(loser, survivor, editor)

    refused = [
        lambda: services.change(loser, {"website": "https://example.org"}, seen=1, by=editor),
        lambda: services.rename(loser, name=Bilingual(id="Baru"), on=LATE, by=editor),
        lambda: services.add_alias(loser, "Lain", by=editor),
        lambda: join(user, loser),
        lambda: services.set_parent(survivor, parent=loser, by=editor),
    ]

    for attempt in refused:
        with pytest.raises(errors.MergedAlreadyError):
            attempt()
    assert not user.grants.exists()


def test_a_receiver_that_fails_undoes_the_whole_merge(loser, survivor, editor) -> None:
    def refuse(**_: object) -> None:
        raise RuntimeError

    organisations_merged.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            merged(loser, survivor, editor)
    finally:
        organisations_merged.disconnect(refuse)

    assert Organisation.objects.get(pk=loser.pk).merged_into is None
    assert not survivor.aliases.exists()


def test_what_nobody_moves_stops_the_merge(loser, survivor, editor, monkeypatch) -> None:
    left = Organisation.objects.filter(pk=survivor.pk)
    target = "kokreasi.organisations.services.merging.keys_to"
    monkeypatch.setattr(target, lambda _loser: iter([left]))

    with pytest.raises(errors.LeftBehindError):
        services.merge(loser, into=survivor, by=editor, reason="x")

    assert Organisation.objects.get(pk=loser.pk).merged_into is None


def test_every_key_to_an_organisation_is_looked_at(loser) -> None:
    """Keys of apps above included: a new one is found without anybody listing it."""
    expected = {
        (model._meta.label, field.name)
        for model in Organisation._meta.apps.get_models()
        for field in [*model._meta.get_fields()]
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model is Organisation
    } - {("organisations.OrganisationName", "organisation")}

    found = {rows.model._meta.label for rows in queries.keys_to(loser)}

    assert {label for label, _field in expected} == found
    assert len(list(queries.keys_to(loser))) == len(expected)


def test_the_preview_counts_what_moves(loser, survivor, editor) -> None:
    join(UserFactory(), loser)
    make_organisation(profile={"parent": loser})
    RecordFactory(is_published=True)

    counts = sorted(pointing.count for pointing in queries.what_moves(loser))

    assert counts == [1, 1, 1]
