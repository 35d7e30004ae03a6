"""What people do with organisations."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kokreasi.core.bilingual import Bilingual
from kokreasi.core.errors import StaleError
from kokreasi.organisations import errors, queries, services
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.models import Alias, Membership, Organisation, OrganisationName
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people import invitations
from kokreasi.people import services as people
from kokreasi.people.choices import Role
from kokreasi.people.models import RoleGrant, User
from kokreasi.people.tests.factories import UserFactory
from kokreasi.register.models import Entry

pytestmark = pytest.mark.django_db

DAY = date(2024, 10, 21)


@pytest.fixture
def law(db):
    return make_ministry("Kementerian Hukum dan HAM", "Kemenkumham")


def events_of(organisation):
    return [entry.event for entry in organisation.record.entries.order_by("pk")]


def last_entry(organisation):
    return organisation.record.entries.first()


def test_create_numbers_names_and_publishes(editor) -> None:
    first = make_organisation("Perkumpulan Satu")
    second = services.create(
        kind=Kind.CSO,
        name=Bilingual(id="Perkumpulan Dua", en="Association Two"),
        abbreviation="PD",
        aliases=["Perk. Dua", "perk dua", "PD"],
        since=date(2001, 2, 3),
        profile={"founded_year": 2001, "focus": Bilingual(id="Anggaran"), "parent": first},
        by=editor,
    )

    assert (first.reference, second.reference) == ("ORG-0001", "ORG-0002")
    assert second.record.is_public
    assert second.record.title == Bilingual(id="Perkumpulan Dua", en="Association Two")
    assert second.record.summary == Bilingual(id="Anggaran")
    assert second.short_name == "PD"
    assert second.name_on(date(2001, 2, 3)).name.en == "Association Two"
    assert second.name_on(date(2001, 2, 2)) is None
    assert [alias.text for alias in second.aliases.all()] == ["Perk. Dua"]
    assert second.parent == first
    assert events_of(second) == ["organisation.created", "organisation.published"]


def test_create_can_wait_with_publishing(editor) -> None:
    organisation = make_organisation(public=False)

    assert not organisation.record.is_public
    assert events_of(organisation) == ["organisation.created"]


def test_create_below_a_merged_one_leaves_nothing_behind(law, editor) -> None:
    double = make_organisation("Kemenkumham RI")
    services.merge(double, into=law, by=editor, reason="Dua kali.")
    double.refresh_from_db()

    with pytest.raises(errors.MergedAlreadyError):
        make_organisation("Bagian", profile={"parent": double})

    assert Organisation.objects.count() == 2


def test_rename_ends_the_old_name_the_day_before(law, editor) -> None:
    grant = RoleGrant.objects.create(
        user=UserFactory(), role=Role.FOCAL_POINT, body=law.reference, starts_on=date(2020, 1, 1)
    )

    law = services.rename(
        law,
        name=Bilingual(id="Kementerian Hukum", en="Ministry of Law"),
        abbreviation="Kemenkum",
        on=DAY,
        by=editor,
        reason="Kabinet baru.",
    )

    names = [(str(n.name), n.valid_from, n.valid_to) for n in law.names.all()]
    assert names == [
        ("Kementerian Hukum dan HAM", None, date(2024, 10, 20)),
        ("Kementerian Hukum", DAY, None),
    ]
    assert law.record.title.en == "Ministry of Law"
    assert law.short_name == "Kemenkum"
    assert law.name_on(date(2024, 10, 20)).abbreviation == "Kemenkumham"
    grant.refresh_from_db()
    assert grant.body_name == "Kementerian Hukum"
    entry = last_entry(law)
    assert (entry.event, entry.reason, entry.is_public) == (
        "organisation.renamed",
        "Kabinet baru.",
        True,
    )
    assert [change["new"].id for change in entry.told_changes()] == [
        "Kementerian Hukum",
        "Kemenkum",
        "21 Oktober 2024",
    ]


def test_rename_before_the_present_name_is_refused(law, editor) -> None:
    services.rename(law, name=Bilingual(id="Kementerian Hukum"), on=DAY, by=editor)

    with pytest.raises(errors.NameTooEarlyError):
        services.rename(law, name=Bilingual(id="Lain"), on=DAY, by=editor)

    assert law.names.count() == 2
    assert Organisation.objects.get(pk=law.pk).record.title.id == "Kementerian Hukum"


def test_a_past_name_starts_the_present_one_on_the_day_after(law, editor) -> None:
    services.add_past_name(
        law,
        name=Bilingual(id="Departemen Kehakiman"),
        since=date(1999, 1, 1),
        until=date(2004, 10, 20),
        by=editor,
    )

    assert law.name_on(date(2004, 10, 20)).name.id == "Departemen Kehakiman"
    assert law.name_on(date(2004, 10, 21)).name.id == "Kementerian Hukum dan HAM"
    assert law.name_on(date(1998, 12, 31)) is None
    assert queries.find("departemen kehakiman") == law


def test_two_names_on_one_day_are_refused(law, editor) -> None:
    past = {"name": Bilingual(id="Departemen"), "by": editor}
    services.add_past_name(law, until=date(2004, 1, 1), **past)

    with pytest.raises(errors.NamesOverlapError):
        services.add_past_name(law, since=date(2003, 1, 1), until=date(2003, 12, 31), **past)

    assert law.names.count() == 2


@pytest.mark.parametrize(
    "days",
    [
        {"valid_from": None, "valid_to": None},
        {"valid_from": None, "valid_to": DAY},
        {"valid_from": DAY, "valid_to": date(2024, 1, 1)},
    ],
)
def test_the_database_refuses_what_the_service_would(law, days) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.create(organisation=law, name=Bilingual(id="Baru"), **days)


def test_correcting_the_present_name_reaches_the_register(law, editor) -> None:
    services.correct_name(
        law.names.get(),
        name=Bilingual(id="Kementerian Hukum dan Hak Asasi Manusia"),
        abbreviation="Kemenkumham",
        by=editor,
    )

    law = Organisation.objects.get(pk=law.pk)
    assert law.record.title.id == "Kementerian Hukum dan Hak Asasi Manusia"
    assert last_entry(law).event == "organisation.name_corrected"


def test_correcting_nothing_writes_nothing(law, editor) -> None:
    before = Entry.objects.count()

    services.correct_name(
        law.names.get(),
        name=Bilingual(id="Kementerian Hukum dan HAM"),
        abbreviation="Kemenkumham",
        by=editor,
    )

    assert Entry.objects.count() == before


def test_the_present_name_ends_only_by_a_new_one(law, editor) -> None:
    with pytest.raises(errors.PresentNameError):
        services.correct_name(law.names.get(), name=Bilingual(id="X"), valid_to=DAY, by=editor)

    assert law.names.get().valid_to is None


def test_an_alias_is_kept_once_and_can_be_removed(law, editor) -> None:
    alias = services.add_alias(law, "  Kem.  Kumham ", by=editor, source="matriks 2018")

    for same in ("kem kumham", "KEMENKUMHAM", "Kementerian Hukum dan HAM"):
        with pytest.raises(errors.KnownAliasError):
            services.add_alias(law, same, by=editor)
    with pytest.raises(errors.EmptyAliasError):
        services.add_alias(law, " – ", by=editor)
    assert [(one.text, one.source) for one in law.aliases.all()] == [
        ("Kem. Kumham", "matriks 2018")
    ]

    services.remove_alias(alias, by=editor, reason="Salah baca.")

    assert not Alias.objects.exists()
    assert last_entry(law).event == "organisation.alias_removed"
    assert queries.find("kem kumham") is None


def test_change_writes_one_line_and_the_summary(law, editor) -> None:
    changed = services.change(
        law, {"website": "https://example.org", "focus": Bilingual(id="Hukum")}, seen=1, by=editor
    )

    assert changed.revision == 2
    assert Organisation.objects.get(pk=law.pk).record.summary == Bilingual(id="Hukum")
    assert len(last_entry(law).changes) == 2


def test_change_of_what_somebody_else_wrote_is_stale(law, editor, publisher) -> None:
    services.change(law, {"website": "https://example.org"}, seen=1, by=publisher)

    with pytest.raises(StaleError):
        services.change(law, {"website": "https://example.com"}, seen=1, by=editor)

    assert Organisation.objects.get(pk=law.pk).website == "https://example.org"


def test_nobody_is_part_of_its_own_parts(editor) -> None:
    top, middle, low = (make_organisation(name) for name in ("Atas", "Tengah", "Bawah"))
    services.set_parent(middle, parent=top, by=editor)
    services.set_parent(low, parent=middle, by=editor)

    for part in (top, middle, low):
        with pytest.raises(errors.ParentCycleError):
            services.set_parent(top, parent=part, by=editor)

    assert Organisation.objects.get(pk=top.pk).parent is None


#          kind              roles that fit, beside those that fit everybody
ROLES = [
    (Kind.MINISTRY, {Role.FOCAL_POINT}),
    (Kind.LOCAL_GOVERNMENT, {Role.FOCAL_POINT}),
    (Kind.CSO, {Role.MEMBER}),
    (Kind.UNIVERSITY, {Role.MEMBER}),
    (Kind.SECRETARIAT, {Role.EDITOR, Role.PUBLISHER}),
]


@pytest.mark.parametrize(("kind", "fitting"), ROLES)
def test_which_role_fits_which_kind(kind, fitting) -> None:
    organisation = make_organisation(kind=kind)
    joined = set()

    for role in Role:
        try:
            services.join(UserFactory(), organisation=organisation, role=role, on=DAY, by=None)
        except errors.UnfitRoleError:
            continue
        joined.add(role)

    assert joined == fitting | {Role.MODERATOR, Role.REVIEWER, Role.ADMINISTRATOR}
    assert Membership.objects.count() == RoleGrant.objects.count() == len(joined)


def test_join_grants_the_role_and_leave_ends_it(law, editor) -> None:
    user = UserFactory()

    membership = services.join(
        user, organisation=law, role=Role.FOCAL_POINT, on=date(2020, 1, 1), by=editor
    )

    user = User.objects.get(pk=user.pk)
    assert user.bodies == {law.reference}
    assert user.speaks_for == "Kementerian Hukum dan HAM"
    with pytest.raises(errors.MemberAlreadyError):
        services.join(user, organisation=law, role=Role.FOCAL_POINT, on=DAY, by=editor)

    services.leave(membership, last_day=date(2021, 1, 1), by=editor)

    assert User.objects.get(pk=user.pk).roles == frozenset()
    kept = Membership.objects.get()
    assert kept.ends_on == kept.grant.ends_on == date(2021, 1, 1)
    with pytest.raises(errors.MembershipOverError):
        services.leave(membership, last_day=DAY, by=editor)


def test_leaving_at_once_takes_the_role_away_now(law, editor) -> None:
    user = UserFactory()
    membership = services.join(
        user, organisation=law, role=Role.FOCAL_POINT, on=date(2020, 1, 1), by=editor
    )

    services.leave(membership, by=editor)

    membership.refresh_from_db()
    assert membership.ends_on is not None
    assert User.objects.get(pk=user.pk).roles == frozenset()


def test_a_last_day_before_the_first_is_refused(law, editor) -> None:
    membership = services.join(
        UserFactory(), organisation=law, role=Role.FOCAL_POINT, on=DAY, by=editor
    )

    with pytest.raises(errors.LastDayError):
        services.leave(membership, last_day=date(2024, 10, 20), by=editor)

    membership.refresh_from_db()
    assert membership.ends_on is None


def test_who_accepts_an_invitation_becomes_a_member(law, publisher) -> None:
    offer = {"email": "siti@example.org", "name": "Siti Contoh", "language": "id", "by": publisher}
    with pytest.raises(errors.UnfitRoleError):
        services.invite(law, role=Role.MEMBER, **offer)

    sent = invitations.invite(
        role=Role.FOCAL_POINT, body=law.reference, body_name="Kemenkumham", **offer
    )
    user = invitations.accept(sent.token, name="Siti Contoh", password="panjang-sekali")

    membership = law.memberships.get()
    assert (membership.user, membership.grant) == (user, user.grants.get())
    assert services.admit(membership.grant, by=publisher) is None


def test_a_role_without_an_organisation_makes_no_membership(publisher) -> None:
    grant = publisher.grants.get()

    assert services.admit(grant, by=publisher) is None
    assert not Membership.objects.exists()


def test_a_role_that_people_end_ends_the_membership(law, publisher) -> None:
    user = UserFactory()
    services.join(user, organisation=law, role=Role.FOCAL_POINT, on=DAY, by=publisher)

    people.erase(user, by=publisher)

    assert law.memberships.get().ends_on is not None


def test_the_history_of_members_names_nobody_and_is_not_public(law, editor) -> None:
    services.join(
        UserFactory(name="Siti Contoh"), organisation=law, role=Role.FOCAL_POINT, on=DAY, by=editor
    )

    entry = last_entry(law)

    assert not entry.is_public
    assert "Siti" not in str(entry.content())


def test_a_stated_figure_is_kept_with_its_source(law, editor) -> None:
    figure = services.state_figure(
        law,
        label=Bilingual(id="Komunitas dalam jaringan", en="Communities in the network"),
        value=16,
        source=Bilingual(id="Catatan kunjungan 2023"),
        by=editor,
    )

    assert figure.measure == "communities-in-the-network"
    assert last_entry(law).event == "figure.stated"

    services.remove_figure(law, figure, by=editor)

    assert not law.record.stated_figures.exists()
    assert last_entry(law).event == "figure.removed"
