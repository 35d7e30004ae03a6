"""What everybody reads: the list with its filters, and the page of one proposal."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kokreasi.conversations.choices import Verdict
from kokreasi.conversations.models import Response
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.services import challenges, themes
from kokreasi.plans.tests.factories import both, make_challenge
from kokreasi.proposals.choices import Origin, Standing
from kokreasi.proposals.models import Descent
from kokreasi.proposals.services import citizens, endorsing, moving, submitting
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    make_draft,
    make_proposal,
    plan_with_a_call,
)

pytestmark = pytest.mark.django_db


def open_plan(code="2026"):
    today = today_in_jakarta()
    return plan_with_a_call(
        code,
        opens_on=today - timedelta(days=3),
        closes_on=today + timedelta(days=3),
        ends_on=today + timedelta(days=700),
    )


def titles(client, **asked) -> set[str]:
    page = client.get(reverse("proposals"), asked)
    return {str(line.proposal.title.id) for line in page.context["lines"]()}


def test_the_list_is_narrowed_by_plan_theme_standing_proposer_and_words(client) -> None:
    one, two = plan_with_a_call(), plan_with_a_call("2020")
    organisation = make_organisation()
    theme = themes.add(one, title=Bilingual(id="Anggaran"), by=None)
    make_proposal(one, "Sungai", organisation=organisation)
    make_proposal(one, "Anggaran desa", theme=theme)
    lake = make_proposal(two, "Danau")
    moving.enter(
        moving.locked(lake), moving.first_step(Standing.DISCUSSED), at=IN_THE_CALL, by=None
    )
    make_draft(one, "Rahasia")

    assert titles(client) == {"Sungai (id)", "Anggaran desa (id)", "Danau (id)"}
    assert titles(client, rencana=two.reference) == {"Danau (id)"}
    assert titles(client, tema=theme.code) == {"Anggaran desa (id)"}
    assert titles(client, keadaan="discussed") == {"Danau (id)"}
    assert titles(client, pengusul=organisation.reference) == {"Sungai (id)"}
    assert titles(client, q="menganggarkan") == {"Anggaran desa (id)"}
    assert titles(client, q="tidak-ada") == set()


def test_the_list_asks_as_often_for_three_as_for_one(client) -> None:
    plan, (organisation, member) = plan_with_a_call(), _member()
    first = make_proposal(plan, "One")
    endorsing.endorse(first, organisation=organisation, at=IN_THE_CALL, by=member)
    client.get(reverse("proposals"), {"x": "warm"})
    with CaptureQueriesContext(connection) as with_one:
        client.get(reverse("proposals"), {"x": "1"})
    for title in ("Two", "Three"):
        endorsing.endorse(
            make_proposal(plan, title), organisation=organisation, at=IN_THE_CALL, by=member
        )
    client.get(reverse("proposals"), {"x": "warm again"})

    with CaptureQueriesContext(connection) as with_three:
        client.get(reverse("proposals"), {"x": "3"})

    assert len(with_three) == len(with_one)


def _member():
    organisation = make_organisation("Perkumpulan Pendukung")
    return organisation, person_with(Role.MEMBER, body=organisation.reference)


def test_a_proposal_tells_its_words_its_supporters_and_where_it_stands(client) -> None:
    proposal, (organisation, member) = make_proposal(title="Sungai"), _member()
    endorsing.endorse(proposal, organisation=organisation, at=IN_THE_CALL, by=member)
    endorsing.endorse(proposal, at=IN_THE_CALL, by=person_with(Role.REVIEWER))

    page = client.get(proposal.get_absolute_url()).content.decode()

    for words in ("Sungai (id)", "Sungai: problem (id)", "Diterima", "Perkumpulan Pendukung"):
        assert words in page
    assert "1 warga" in page


def test_a_published_answer_stands_on_the_page_with_its_reason(client) -> None:
    proposal, ministry = make_proposal(), make_ministry("Kementerian Penjawab")
    answer = Response.objects.create(
        plan=proposal.plan.record,
        about=proposal.record,
        letter="A",
        number=1,
        heard=both("Heard"),
        verdict=Verdict.ABSORBED,
        reason=Bilingual(id="Sudah ada programnya"),
        unit=ministry,
        decided_on=date(2018, 9, 20),
    )
    before = client.get(proposal.get_absolute_url()).content.decode()
    Response.objects.filter(pk=answer.pk).update(published_at=timezone.now())

    after = client.get(proposal.get_absolute_url(), {"x": "1"}).content.decode()

    assert "Sudah ada programnya" not in before
    assert "Sudah ada programnya" in after
    assert "Kementerian Penjawab" in after


def test_a_merged_proposal_leads_to_the_one_in_which_it_goes_on(client) -> None:
    plan = plan_with_a_call()
    one, other = make_proposal(plan, "Satu"), make_proposal(plan, "Dua")
    Descent.objects.create(source=one, target=other, how=Origin.MERGED)

    page = client.get(one.get_absolute_url()).content.decode()
    back = client.get(other.get_absolute_url()).content.decode()

    assert other.get_absolute_url() in page
    assert one.get_absolute_url() in back


def test_a_draft_is_found_by_its_authors_only(client, publisher) -> None:
    make_organisation("Sekretariat")
    organisation, member = _member()
    draft = make_draft(organisation=organisation)

    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(publisher)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(member)
    assert "Ini rancangan" in client.get(draft.get_absolute_url()).content.decode()


def test_the_secretariat_lets_a_citizens_proposal_through(client, publisher) -> None:
    words = {"title": both("Jembatan"), "problem": both("P"), "solution": both("S")}
    citizen = {"email": "warga@example.org", "language": "id", "at": IN_THE_CALL}
    draft = citizens.begin(plan_with_a_call(), words, **citizen)
    proposal = submitting.submit(draft, at=IN_THE_CALL, by=None)
    client.force_login(publisher)
    listed = client.get(reverse("held-proposals")).content.decode()

    answer = client.post(reverse("release-proposal", args=[proposal.reference]))

    proposal.record.refresh_from_db()
    assert proposal.reference in listed
    assert answer.status_code == 302
    assert proposal.record.is_public


def test_home_stage_and_list_lead_to_an_open_call(client) -> None:
    plan = open_plan()
    address = f"{reverse('write-proposal')}?rencana={plan.reference}"
    stage = plan.stages.get()

    for page in (reverse("home"), stage.get_absolute_url(), reverse("proposals")):
        assert address in client.get(page).content.decode(), page


def test_a_closed_call_is_not_offered(client) -> None:
    plan = plan_with_a_call()

    for page in (reverse("home"), plan.stages.get().get_absolute_url(), reverse("proposals")):
        assert reverse("write-proposal") not in client.get(page).content.decode(), page


def test_the_guideline_and_its_word_template_stand_in_both_languages(client) -> None:
    indonesian = client.get("/usulan/pedoman/templat.docx")
    english = client.get("/en/usulan/pedoman/templat.docx")

    texts = [b"".join(answer.streaming_content) for answer in (indonesian, english)]

    assert "Pedoman" in client.get("/usulan/pedoman/").content.decode()
    assert all(text.startswith(b"PK") for text in texts)
    assert texts[0] != texts[1]


def test_a_proposal_shows_its_way_from_the_challenge(client) -> None:
    plan = open_plan()
    challenge = make_challenge(plan)
    challenges.publish(plan, by=None)
    draft = make_draft(plan, at=timezone.now(), challenges=[challenge])
    proposal = submitting.submit(draft, at=timezone.now(), by=None)

    page = client.get(proposal.get_absolute_url()).content.decode()

    assert 'id="jejak"' in page
    assert challenge.get_absolute_url() in page[page.index('id="jejak"') :]
