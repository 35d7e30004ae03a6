"""Load organisations, and the people who sign in for them."""

from datetime import date

from kokreasi.demonstration.content import Body, Person
from kokreasi.demonstration.surroundings import Terms, state_figures
from kokreasi.organisations import services
from kokreasi.organisations.choices import Kind
from kokreasi.organisations.models import Organisation
from kokreasi.people.choices import Role
from kokreasi.people.models import User
from kokreasi.vocabularies.choices import Scheme, Vocabulary
from kokreasi.vocabularies.models import Region

Known = dict[str, Organisation]


def known_by_name() -> Known:
    """Give the organisations that exist already, by their present Indonesian name."""
    existing = Organisation.objects.standing().with_record()
    return {organisation.name.id: organisation for organisation in existing}


def load_body(body: Body, *, known: Known, terms: Terms, by: User) -> bool:
    """Create an organisation under its first name, unless there is one; tell whether it is new.

    Afterwards it is known by its short name.
    """
    there = known.get(body.name.id) or known.get(body.present_name.id)
    known[body.short] = there or _create(body, known=known, terms=terms, by=by)
    return there is None


def _create(body: Body, *, known: Known, terms: Terms, by: User) -> Organisation:
    organisation = services.create(
        kind=Kind(body.kind),
        name=body.name,
        abbreviation=body.abbreviation,
        aliases=body.aliases,
        profile={
            "parent": known[body.parent] if body.parent else None,
            "regions": Region.objects.filter(scheme=Scheme.KEMENDAGRI, code__in=body.regions),
            "goals": [terms[Vocabulary.SDG_GOAL, goal] for goal in body.goals],
            "mailbox": body.mailbox,
            "founded_year": body.founded_year,
            "focus": body.focus,
            "network": body.network,
            "programmes": body.programmes,
        },
        by=by,
    )
    state_figures(organisation.record, body.figures, by=by)
    return organisation


def rename(body: Body, *, known: Known, by: User) -> None:
    """Give an organisation the names that later cabinets gave it, one after another."""
    for name in body.renames:
        services.rename(
            known[body.short],
            name=name.name,
            abbreviation=name.abbreviation,
            on=name.valid_from,
            by=by,
        )


def enter(person: Person, *, password: str) -> User:
    """Create somebody who can sign in, and acts for nobody yet."""
    return User.objects.create_user(
        person.email, password, name=person.name, language=person.language
    )


def join(user: User, person: Person, *, known: Known, day: date, by: User) -> User:
    """Let somebody act for their organisation; the answer knows its new role."""
    services.join(user, organisation=known[person.body], role=Role(person.role), on=day, by=by)
    return User.objects.get(pk=user.pk)
