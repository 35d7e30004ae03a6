"""Drafts, letters, final plans and amendments for tests, made by the services that people use."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_ministry
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Amendment, Commitment, Confirmation, Draft, Plan
from kokreasi.plans.tests.factories import aim, both, make_commitment
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory

A_DAY = date(2018, 10, 1)
FIVE = "Publish budgets of five districts"


def whole_commitment(plan: Plan, number: int = 1, *, lead: Organisation | None = None):
    """Make a commitment that lacks nothing but confirmations."""
    theme = plan.themes.first() or services.themes.add(plan, title=both("Integrity"), by=None)
    made = make_commitment(
        plan,
        number,
        lead=lead or make_ministry(),
        theme=theme,
        problem=both("Budgets are hard to find"),
        solution=both("Publish budgets of three districts"),
        results=both("Everybody finds them"),
    )
    made.values.add(TermFactory(vocabulary=Vocabulary.OGP_VALUE))
    made.goals.add(TermFactory(vocabulary=Vocabulary.SDG_GOAL))
    services.commitments.add_milestone(made, title=both("Road map"), by=None)
    indicator = services.commitments.measure_of_success(made, by=None)
    services.commitments.set_targets(indicator, {plan.periods.first(): aim("Three", 3)}, by=None)
    return made


def introduce(plan: Plan) -> Plan:
    """Give the plan its own texts, in both languages."""
    words = {"introduction": both("Why this plan")}
    return services.plans.change(plan, words, seen=plan.revision, by=None)


def send_to(commitment: Commitment, *invited: Organisation, **given) -> Draft:
    return services.drafts.send_round(
        commitment, at=timezone.now(), by=None, invited=invited, **given
    )


def letter_from(
    organisation: Organisation, draft: Draft, *, has_file: bool = False, **given
) -> Confirmation:
    file = keep(ContentFile(content.PDF, name="surat.pdf"), by=None) if has_file else None
    words = {
        "letter_number": f"B-{draft.pk}/2018",
        "letter_on": A_DAY,
        "signer": "Signer by Name",
        "signer_role": "Secretary General",
        "file": file,
    }
    return services.confirming.confirm_by_letter(
        draft, organisation=organisation, at=timezone.now(), by=None, **(words | given)
    )


def leads_of(commitment: Commitment) -> list[Organisation]:
    rows = commitment.involvements.filter(part=Part.LEAD)
    return [row.organisation for row in rows.select_related("organisation__record")]


def confirmed_by_all(commitment: Commitment) -> Draft:
    """Send the draft to those who lead and record a letter of each."""
    leads = leads_of(commitment)
    draft = send_to(commitment, *leads)
    for lead in leads:
        letter_from(lead, draft)
    return draft


def final_plan(plan: Plan) -> Plan:
    """Make a plan final, with at least one commitment."""
    if not plan.commitments.exists():
        whole_commitment(plan)
    for commitment in plan.commitments.all():
        confirmed_by_all(commitment)
    introduce(plan)
    services.finalising.finalise(plan, at=timezone.now(), by=None)
    plan.refresh_from_db()
    return plan


def redraft(commitment: Commitment, **values) -> Commitment:
    """Write other words into the draft, on what stands there now."""
    now = Commitment.objects.get(pk=commitment.pk)
    services.commitments.change(now, values, seen=now.revision, by=None)
    return Commitment.objects.select_related("record", "plan__record").get(pk=commitment.pk)


def _both(words: str | Bilingual) -> Bilingual:
    return words if isinstance(words, Bilingual) else both(words)


def amended(commitment: Commitment, **given) -> Amendment:
    """Amend a commitment of a final plan: five districts instead of three."""
    now = redraft(commitment, solution=_both(given.pop("solution", FIVE)))
    words = {"reason": Bilingual(id="Lebih banyak", en="More of them"), "agreed_on": A_DAY}
    return services.amending.amend(
        now,
        agreed_by=given.pop("agreed_by", leads_of(now)),
        at=timezone.now(),
        by=None,
        **(words | given),
    )
