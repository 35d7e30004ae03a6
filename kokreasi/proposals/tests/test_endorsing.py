"""Support counts once, is never one's own, and can be taken back."""

import re
from datetime import timedelta

import pytest

from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services import correspondents, follows
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.wording import TrickyNameError
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people import services as people
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.proposals.choices import AuthorRole, Standing
from kokreasi.proposals.errors import (
    ClosedCallError,
    ClosedProposalError,
    LinkInTitleError,
    NotPublicYetError,
    OwnProposalError,
)
from kokreasi.proposals.keys import own_link
from kokreasi.proposals.models import Endorsement, Proposal
from kokreasi.proposals.services import authors, citizens, endorsing, moving, submitting
from kokreasi.proposals.tests.factories import (
    IN_THE_CALL,
    make_draft,
    make_proposal,
    plan_with_a_call,
)
from kokreasi.register.models import Record

pytestmark = pytest.mark.django_db

WORDS = {
    "title": Bilingual(id="Jembatan gantung"),
    "problem": Bilingual(id="Anak menyeberang sungai"),
    "solution": Bilingual(id="Bangun jembatan"),
}
WHO = {"email": "Warga@example.org", "language": "id", "at": IN_THE_CALL}


def a_member():
    organisation = make_organisation()
    return organisation, person_with(Role.MEMBER, body=organisation.reference, body_name="Kita")


def test_an_organisation_supports_once_and_its_name_is_told() -> None:
    proposal, (organisation, member) = make_proposal(), a_member()

    for _time in range(2):
        endorsing.endorse(proposal, organisation=organisation, at=IN_THE_CALL, by=member)

    line = proposal.record.entries.first()
    assert proposal.endorsements.confirmed().count() == 1
    assert line.is_public
    assert line.on_behalf_of == str(organisation)


def test_history_does_not_say_that_an_office_supports_what_it_enters_for_others() -> None:
    proposal, (organisation, member), (_other, clerk) = make_proposal(), a_member(), a_member()

    said = []
    for by, body in ((member, organisation), (clerk, make_organisation())):
        endorsing.endorse(proposal, organisation=body, at=IN_THE_CALL, by=by)
        line = proposal.record.entries.first()
        said.append((line.on_behalf_of == str(body), line.says.en))

    assert said == [
        (True, "supports this proposal"),
        (False, "noted that an organisation supports this proposal"),
    ]


def test_a_person_supports_without_being_named() -> None:
    proposal, citizen = make_proposal(), person_with(Role.REVIEWER)

    endorsing.endorse(proposal, at=IN_THE_CALL, by=citizen)

    assert proposal.endorsements.confirmed().count() == 1
    assert not proposal.record.entries.first().is_public


def test_nobody_supports_their_own() -> None:
    organisation, member = a_member()
    proposal = make_proposal(organisation=organisation)

    with pytest.raises(OwnProposalError):
        endorsing.endorse(proposal, organisation=organisation, at=IN_THE_CALL, by=member)

    assert not Endorsement.objects.exists()


@pytest.mark.parametrize("standing", [Standing.DECIDED, Standing.WITHDRAWN])
def test_what_is_closed_is_not_supported(standing) -> None:
    proposal, (organisation, member) = make_proposal(), a_member()
    moving.enter(moving.locked(proposal), moving.first_step(standing), at=IN_THE_CALL, by=None)

    with pytest.raises(ClosedProposalError):
        endorsing.endorse(proposal, organisation=organisation, at=IN_THE_CALL, by=member)


def test_what_nobody_sees_is_not_supported() -> None:
    organisation, member = a_member()

    with pytest.raises(NotPublicYetError):
        endorsing.endorse(make_draft(), organisation=organisation, at=IN_THE_CALL, by=member)


def test_support_is_taken_back() -> None:
    proposal, (organisation, member) = make_proposal(), a_member()
    given = endorsing.endorse(proposal, organisation=organisation, at=IN_THE_CALL, by=member)

    endorsing.withdraw(given, by=member)

    assert not Endorsement.objects.exists()
    assert proposal.record.entries.first().is_public


# By e-mail


def test_support_by_mail_counts_once_the_link_was_opened() -> None:
    proposal = make_proposal()
    given = citizens.support(proposal, **WHO)
    before = proposal.endorsements.confirmed().count()

    citizens.confirm_support(given, given.correspondent, at=IN_THE_CALL)

    assert before == 0
    assert proposal.endorsements.confirmed().count() == 1
    assert Correspondent.objects.get().is_confirmed


def test_support_by_mail_is_asked_for_once() -> None:
    proposal = make_proposal()

    citizens.support(proposal, **WHO)
    citizens.support(proposal, **WHO)

    mail = Message.objects.get()
    assert mail.to == "warga@example.org"
    assert re.search(r"/usulan/saya/[\w-]{40,}/", mail.body)


def test_a_mail_to_an_unknown_address_repeats_nothing_that_was_typed() -> None:
    citizens.begin(plan_with_a_call(), WORDS, name="Beli di toko kami", **WHO)

    mail = Message.objects.get()
    assert "Jembatan" not in mail.subject + mail.body
    assert "toko" not in mail.subject + mail.body
    assert "US-2018-001" in mail.subject


def test_a_citizen_writes_confirms_and_waits_for_the_secretariat() -> None:
    draft = citizens.begin(plan_with_a_call(), WORDS, **WHO)
    citizen = draft.authors.get().correspondent

    proposal = citizens.submit(draft, citizen, at=IN_THE_CALL)

    citizen.refresh_from_db()
    assert proposal.standing == Standing.RECEIVED
    assert citizen.is_confirmed
    assert not Record.objects.get(pk=proposal.record_id).is_public


def test_whose_first_proposal_was_let_through_is_public_at_once() -> None:
    plan = plan_with_a_call()
    first = citizens.begin(plan, WORDS, **WHO)
    citizen = first.authors.get().correspondent
    submitting.release(citizens.submit(first, citizen, at=IN_THE_CALL), by=None)

    second = citizens.submit(citizens.begin(plan, WORDS, **WHO), citizen, at=IN_THE_CALL)

    assert Record.objects.get(pk=second.record_id).is_public


def test_late_by_a_minute_the_text_of_a_citizen_is_kept() -> None:
    draft = citizens.begin(plan_with_a_call(), WORDS, **WHO)
    citizen = draft.authors.get().correspondent

    with pytest.raises(ClosedCallError):
        citizens.submit(draft, citizen, at=IN_THE_CALL + timedelta(days=30))

    assert Proposal.objects.get(pk=draft.pk).problem == WORDS["problem"]


@pytest.mark.parametrize(
    ("title", "error"),
    [
        ("Pinjaman murah https://example.org", LinkInTitleError),
        ("Menang di SLOT-88.com", LinkInTitleError),
        ("Kunjungi WWW.contoh", LinkInTitleError),
        ("Jalan \u202egnp.exe", TrickyNameError),
        ("<b>Jalan</b>", TrickyNameError),
        ("Ja\u200blan", TrickyNameError),
    ],
)
def test_spam_and_tricks_in_a_title_are_refused(title, error) -> None:
    with pytest.raises(error):
        citizens.begin(plan_with_a_call(), WORDS | {"title": Bilingual(id=title)}, **WHO)

    assert not Proposal.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize("title", ["SP4N-LAPOR! untuk desa", "Satu data, satu peta (1.0)", "Ya?"])
def test_an_honest_title_is_taken(title) -> None:
    draft = citizens.begin(plan_with_a_call(), WORDS | {"title": Bilingual(id=title)}, **WHO)

    assert draft.title.id == title


@pytest.mark.parametrize("name", ["<script>", "Budi \u202eiduB", "Budi\nSekretariat"])
def test_tricks_in_a_name_are_refused(name) -> None:
    with pytest.raises(TrickyNameError):
        citizens.support(make_proposal(), name=name, **WHO)

    assert not Correspondent.objects.exists()


def test_signs_that_nobody_sees_are_left_out_of_a_text() -> None:
    hidden = WORDS | {"problem": Bilingual(id="Jalan\u202e rusak\n\nsekali\u200b")}

    draft = citizens.begin(plan_with_a_call(), hidden, **WHO)

    assert draft.problem.id == "Jalan rusak\n\nsekali"


def test_what_was_never_confirmed_disappears() -> None:
    plan = plan_with_a_call()
    citizens.begin(plan, WORDS, **WHO)
    citizens.support(make_proposal(plan), email="lain@example.org", language="id", at=IN_THE_CALL)

    citizens.forget_unconfirmed(IN_THE_CALL + timedelta(days=29))
    kept = Proposal.objects.count(), Endorsement.objects.count()
    citizens.forget_unconfirmed(IN_THE_CALL + timedelta(days=31))

    assert kept == (2, 1)
    assert (Proposal.objects.count(), Endorsement.objects.count()) == (1, 0)


def test_who_asks_to_be_forgotten_leaves_words_without_a_name() -> None:
    plan = plan_with_a_call()
    draft = citizens.begin(plan, WORDS, name="Budi", is_named=True, **WHO)
    citizen = draft.authors.get().correspondent
    sent = citizens.submit(draft, citizen, at=IN_THE_CALL)
    citizens.begin(plan, WORDS, **WHO)
    named = sent.authors.get().public_name

    correspondents.forget(citizen)

    citizen.refresh_from_db()
    assert named == "Budi"
    assert Proposal.objects.get().authors.get().public_name == "Seorang warga"
    assert (citizen.email, citizen.name) == ("", "")
    assert set(Message.objects.values_list("to", flat=True)) == {""}


def test_whoever_forgets_the_address_on_another_page_takes_drafts_and_notes_along() -> None:
    plan = plan_with_a_call()
    wanted = make_proposal(plan, "Data desa")
    citizen = citizens.begin(plan, WORDS, **WHO).authors.get().correspondent
    given = citizens.support(wanted, note="Penting bagi saya", **WHO)
    citizens.confirm_support(given, citizen, at=IN_THE_CALL)
    followed = follows.ask(Record.objects.get(pk=wanted.record_id), **WHO)

    follows.forget(followed, at=IN_THE_CALL)

    assert list(Proposal.objects.all()) == [wanted]
    assert Endorsement.objects.get().note == ""


def test_a_person_who_is_erased_takes_what_the_same_address_wrote_along(cast) -> None:
    person = UserFactory(email=WHO["email"].lower())
    citizens.begin(plan_with_a_call(), WORDS, **WHO)

    people.erase(person, by=cast["administrator"])

    assert not Proposal.objects.exists()


def test_a_draft_with_another_author_stays_when_a_citizen_is_forgotten() -> None:
    draft = citizens.begin(plan_with_a_call(), WORDS, **WHO)
    request = authors.invite(draft, make_organisation(), at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)

    correspondents.forget(draft.authors.get(correspondent__isnull=False).correspondent)

    assert Proposal.objects.get() == draft


def test_the_next_mail_opens_the_page_also_when_the_secret_has_changed(settings, client) -> None:
    draft = citizens.begin(plan_with_a_call(), WORDS, **WHO)
    citizen = draft.authors.get().correspondent
    settings.SECRET_KEY = "another"

    citizens.send_link(WHO["email"], at=IN_THE_CALL)

    assert own_link(citizen) in Message.objects.latest("pk").body
    assert client.get(own_link(citizen)).status_code == 200


def test_a_lost_link_is_sent_again_once_a_day() -> None:
    draft = citizens.begin(plan_with_a_call(), WORDS, **WHO)
    before = Message.objects.count()

    for _time in range(2):
        citizens.send_link("warga@example.org", at=IN_THE_CALL)
    citizens.send_link("nobody@example.org", at=IN_THE_CALL)

    assert draft
    assert Message.objects.count() == before + 1


def test_a_draft_that_others_write_too_stays_with_them() -> None:
    draft = citizens.begin(plan_with_a_call(), WORDS, **WHO)
    citizen, other = draft.authors.get().correspondent, make_organisation()
    request = authors.invite(draft, other, at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)

    citizens.forget(citizen)

    lead = Proposal.objects.get().authors.get(left_at=None)
    assert (lead.organisation, lead.role) == (other, AuthorRole.LEAD)


def test_a_name_given_by_somebody_else_goes_when_the_owner_comes() -> None:
    proposal = make_proposal()
    citizens.support(proposal, name="Penipu", **WHO)

    draft = citizens.begin(proposal.plan, WORDS, name="Budi", is_named=True, **WHO)
    sent = citizens.submit(draft, draft.authors.get().correspondent, at=IN_THE_CALL)
    citizens.support(proposal, name="Penipu", **WHO)

    assert sent.authors.get().public_name == "Budi"
