"""Proposing, remarking and following for everybody: axe, one heading, both languages and widths.

The pages that a walk of the demonstration does not reach: those behind the link of a mail, and
those of whoever writes for an organisation; empty, filled, with errors, and with long names.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.keys import follow_key, own_key
from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services import correspondents, follows
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.services import asking, codrafting
from kokreasi.plans.tests.drafting import make_draft as send_round
from kokreasi.plans.tests.drafting import make_written
from kokreasi.proposals.choices import Format
from kokreasi.proposals.models import Proposal
from kokreasi.proposals.services import announcing, authors, citizens, submitting
from kokreasi.proposals.tests.factories import (
    decide_and_publish,
    make_draft,
    make_proposal,
    plan_with_a_call,
)
from tests.journeys.pages import in_english
from tests.journeys.test_accessibility import (
    EMPTIED,
    LANGUAGES,
    NARROW,
    TYPED,
    WIDE,
    WRITTEN,
    faults,
    faults_at_both_widths,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = (
    "Perkumpulan Jaringan Masyarakat Peduli Keterbukaan Informasi Publik dan "
    "Pertanggungjawaban Penyelenggaraan Pemerintahan Desa se-Kabupaten Kepulauan"
)
WORDS = {
    "title": Bilingual(id="Papan data desa di setiap balai warga yang dapat dibaca siapa pun"),
    "problem": Bilingual(id="Data desa tidak pernah kembali kepada warganya."),
    "solution": Bilingual(id="Angka pokok desa dipasang dan diperbarui tiap semester."),
}
EMAIL = "warga@example.org"


@pytest.fixture
def plan():
    today = today_in_jakarta()
    days = {"opens_on": today - timedelta(days=9), "closes_on": today + timedelta(days=9)}
    return plan_with_a_call("2026", ends_on=today + timedelta(days=700), **days)


@pytest.fixture
def window(live_window):
    return live_window


def faults_of(page, addresses, language):
    """Look at each page, and once more with everything taken out of its first form."""
    found = []
    for address in addresses:
        shown = in_english(address) if language == "en" else address
        found += faults_at_both_widths(page, shown, language)
        if page.locator(WRITTEN).count():
            found += _faults_in_error(page, shown, language)
    return found


def _faults_in_error(page, address, language):
    with page.expect_navigation():
        page.locator(WRITTEN).first.evaluate(EMPTIED, TYPED)
    found = [f"{address} in error at {NARROW}: {fault}" for fault in faults(page, language)]
    page.set_viewport_size({"width": WIDE, "height": 800})
    return found + [f"{address} in error at {WIDE}: {fault}" for fault in faults(page, language)]


def address(name, *args):
    with override("id"):
        return reverse(name, args=args)


def at(moment=0):
    return timezone.now() + timedelta(minutes=moment)


@pytest.fixture
def citizen(plan):
    """A citizen with a draft, something held, something answered, and support to confirm."""
    given = {"email": EMAIL, "language": "id", "at": at()}
    first = citizens.begin(plan, WORDS, name="Siti", is_named=True, **given)
    who = first.authors.get().correspondent
    answered = citizens.submit(first, who, at=at())
    publisher = person_with(Role.PUBLISHER)
    submitting.release(answered, by=publisher)
    response = decide_and_publish(answered, by=publisher, verdict=Verdict.DECLINED)
    announcing.tell_decision(response, at=at())
    draft = citizens.begin(plan, WORDS, **given)
    citizens.support(make_proposal(plan, LONG, sent_at=at(), at=at()), **given)
    return who, answered, draft


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_citizen_without_an_account(window, citizen, language) -> None:
    who, answered, draft = citizen
    key = own_key(who.seed)
    public = Proposal.objects.get(record__title__id__startswith="Perkumpulan").reference
    pages = [
        address("write-proposal"),
        address("lost-link"),
        address("support-proposal", public),
        address("proposal", answered.reference),
        address("own-proposals", key),
        address("own-draft", key, draft.reference),
        address("own-draft-discard", key, draft.reference),
        address("own-reply-to-answer", key, answered.reference),
        address("own-forget", key),
    ]

    assert faults_of(window(), pages, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_new_finds_empty_pages(window, plan, language) -> None:
    who = correspondents.introduce(EMAIL, language=language)
    member = person_with(Role.MEMBER)

    found = faults_of(window(), [address("own-proposals", own_key(who.seed))], language)
    found += faults_of(
        window(member), [address("my-proposals"), address("write-proposal")], language
    )

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_member_who_writes_for_an_organisation(window, plan, language) -> None:
    body, asking_body = make_organisation(LONG), make_organisation(f"{LONG} II")
    member = person_with(Role.MEMBER, body=body.reference, body_name=LONG)
    draft = make_draft(plan, LONG, organisation=body, format=Format.GLOBAL)
    sent = make_proposal(plan, organisation=body, sent_at=at())
    other = make_proposal(plan, f"{LONG}?", sent_at=at())
    other_member = person_with(Role.MEMBER, body=asking_body.reference)
    authors.ask(sent, asking_body, at=at(), by=other_member)
    pages = [
        address("my-proposals"),
        address("draft", draft.reference),
        address("draft-discard", draft.reference),
        address("proposal", sent.reference),
        address("take-back-proposal", sent.reference),
        address("join-proposal", other.reference),
        address("support-proposal", other.reference),
    ]

    assert faults_of(window(member), pages, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_drafts_and_signatures(window, language) -> None:
    ministry = make_ministry(LONG)
    person = person_with(Role.FOCAL_POINT, body=ministry.reference, body_name=LONG)
    commitment = make_written(lead=ministry)
    draft = send_round(commitment, ministry)
    asking.ask(commitment.plan, at=at(), by=None)
    given = {"place": "solution.id#0", "at": at(), "language": language, "is_named": False}
    codrafting.remark_by_mail(draft, email=EMAIL, name="", text="Setuju.", **given)
    key = own_key(Correspondent.objects.get().seed)
    read = address("commitment-draft", commitment.reference, draft.number)
    sign = address("plans:confirm", commitment.plan.code, commitment.reference, draft.number)

    found = faults_of(window(), [read, address("my-remarks", key)], language)
    found += faults_of(window(person), [address("plans:my-confirmations"), sign], language)

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_following_by_the_link_of_a_mail(window, plan, language) -> None:
    record = make_proposal(plan, LONG, sent_at=at()).record
    record.refresh_from_db()
    asked = follows.ask(record, email=EMAIL, language=language, at=at())
    page = window()
    here = address("follow", follow_key(asked.seed))

    found = faults_of(page, [address("follow-record", record.reference), here], language)
    follows.confirm(asked, at=at())
    found += faults_of(page, [here], language)
    follows.leave(asked, at=at())
    found += faults_of(page, [here], language)

    assert found == []
