"""Plans and their parts for tests, made through the services that people use."""

from datetime import date

from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.models import Organisation
from kokreasi.plans import services
from kokreasi.plans.choices import Part, Semester, Side
from kokreasi.plans.models import Challenge, Commitment, Plan, Stage
from kokreasi.plans.services.commitments import Aim
from kokreasi.vocabularies.choices import StageMeaning, Vocabulary
from kokreasi.vocabularies.models import Term
from kokreasi.vocabularies.tests.factories import TermFactory

SEMESTERS = (Semester(2019, 1), Semester(2019, 2), Semester(2020, 1), Semester(2020, 2))


def both(words: str) -> Bilingual:
    """Give the same words in both languages, told apart by their ending."""
    return Bilingual(id=f"{words} (id)", en=f"{words} (en)")


def make_plan(code: str = "2018", *, is_open: bool = False, **fields) -> Plan:
    plan = services.plans.create(
        code=code,
        title=fields.pop("title", both(f"Plan {code}")),
        starts_on=fields.pop("starts_on", date(2018, 7, 1)),
        ends_on=fields.pop("ends_on", date(2020, 12, 31)),
        semesters=fields.pop("semesters", SEMESTERS),
        by=None,
        **fields,
    )
    if is_open:
        services.plans.open_to_public(plan, by=None)
        plan.record.refresh_from_db()
    return plan


def stage_kind(meaning: str = StageMeaning.OTHER) -> Term:
    found = Term.objects.filter(vocabulary=Vocabulary.STAGE_KIND, meaning=meaning).first()
    return found or TermFactory(vocabulary=Vocabulary.STAGE_KIND, meaning=meaning)


def make_stage(plan: Plan, title: str = "Kick-off", *, meaning: str = "other", **fields) -> Stage:
    return services.stages.add(
        plan, kind=stage_kind(meaning), title=both(title), by=fields.pop("by", None), **fields
    )


def make_challenge(plan: Plan, title: str = "Budgets are hard to find", **fields) -> Challenge:
    if "global_issue" not in fields:
        fields.setdefault("axis", TermFactory(vocabulary=Vocabulary.CHALLENGE_AXIS))
        fields.setdefault("sector", TermFactory(vocabulary=Vocabulary.SECTOR))
    return services.challenges.add(
        plan, side=fields.pop("side", Side.PUBLIC), title=both(title), by=None, **fields
    )


def make_commitment(
    plan: Plan,
    number: int = 1,
    *,
    lead: Organisation | None = None,
    partner: Organisation | None = None,
    is_published: bool = False,
    **fields,
) -> Commitment:
    commitment = services.commitments.draft(
        plan, number=number, title=fields.pop("title", both(f"Promise {number}")), by=None, **fields
    )
    if lead:
        services.commitments.involve(commitment, lead, part=Part.LEAD, by=None)
    if partner:
        services.commitments.involve(commitment, partner, part=Part.PARTNER, by=None)
    if is_published:
        services.publishing.publish(plan, commitments=[commitment], by=None)
        commitment.refresh_from_db()
    return commitment


def aim(words: str, number: int | None = None) -> Aim:
    return Aim(both(words), number)
