"""Pages of confirmations, signatures, final plans and amendments."""

import time
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.tests import content
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans import services
from kokreasi.plans.models import Asking, Confirmation, Plan
from kokreasi.plans.tests.confirming import (
    amended,
    confirmed_by_all,
    final_plan,
    introduce,
    leads_of,
    letter_from,
    redraft,
    send_to,
    whole_commitment,
)
from kokreasi.plans.tests.factories import both, make_commitment, make_plan
from kokreasi.register.choices import FacetName
from kokreasi.register.choices import Kind as RecordKind
from kokreasi.register.models import Facet
from kokreasi.register.tests.factories import RecordFactory

pytestmark = pytest.mark.django_db
BACKEND = "kokreasi.people.backends.SignInBackend"


@pytest.fixture
def lead():
    return make_ministry("Kementerian Keuangan", "Kemenkeu")


@pytest.fixture
def commitment(lead):
    return whole_commitment(make_plan(), lead=lead)


@pytest.fixture
def desk(client, publisher):
    client.force_login(publisher, backend=BACKEND)
    return client


def address(name, *args):
    return reverse(f"plans:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def test_the_matrix_says_who_has_confirmed_and_filters(desk, commitment, lead) -> None:
    second = make_commitment(commitment.plan, 2, lead=make_ministry("Badan Informasi", "BIG"))
    letter_from(lead, send_to(commitment, lead))
    page = address("confirmations", "2018")

    everything = text(desk.get(page))
    missing = text(desk.get(page, {"keadaan": "belum"}))
    of_lead = text(desk.get(page, {"lembaga": lead.reference}))

    assert "Promise 1 (id)" in everything
    assert "Promise 2 (id)" in everything
    assert "B-" in everything
    assert f'id="{second.reference}"' in missing
    assert f'id="{commitment.reference}"' not in missing
    assert f'id="{second.reference}"' not in of_lead


def test_drafts_are_made_and_institutions_asked_from_the_matrix(desk, commitment, lead) -> None:
    lead.mailbox = "office@kemenkeu.example"
    lead.save()
    desk.post(address("confirmations-prepare", "2018"))
    preview = text(desk.get(address("confirmations-ask", "2018")))

    desk.post(address("confirmations-ask", "2018"))
    again = desk.post(address("confirmations-ask", "2018"))

    assert "1 surel akan dikirim" in preview
    assert Message.objects.count() == Asking.objects.count() == 1
    assert again.status_code == 409


def test_a_letter_is_recorded_with_its_file(desk, commitment, lead) -> None:
    draft = send_to(commitment, lead)
    sent = {
        "drafts": [draft.pk],
        "letter_number": "B-7/2018",
        "letter_on": "2018-10-01",
        "signer": "Ani",
        "signer_role": "Sekretaris Jenderal",
        "file": SimpleUploadedFile("surat.pdf", content.PDF),
    }

    answer = desk.post(address("confirmation-letter", "2018", lead.reference), sent)

    assert answer.status_code == 302
    given = Confirmation.objects.get()
    assert (given.letter_on, given.file.name, given.is_letter_public) == (
        date(2018, 10, 1),
        "surat.pdf",
        False,
    )


def test_a_letter_without_number_keeps_what_was_typed(desk, commitment, lead) -> None:
    draft = send_to(commitment, lead)
    sent = {"drafts": [draft.pk], "signer": "Ani", "signer_role": "Sekjen"}

    answer = desk.post(address("confirmation-letter", "2018", lead.reference), sent)

    assert answer.status_code == 422
    assert 'value="Ani"' in text(answer)


def test_a_confirmation_is_withdrawn_with_a_reason(desk, commitment, lead) -> None:
    given = letter_from(lead, send_to(commitment, lead))
    page = address("confirmation-withdraw", "2018", given.pk)

    assert desk.post(page, {"reason": ""}).status_code == 422
    desk.post(page, {"reason": "Salah surat"})

    given.refresh_from_db()
    assert given.withdrawn_because == "Salah surat"


@pytest.fixture
def focal_point(lead):
    person = person_with(Role.FOCAL_POINT, body=lead.reference, body_name="Kementerian Keuangan")
    person.set_password("rahasia-sekali-1")
    person.save()
    return person


@pytest.fixture
def asked(commitment, lead, desk):
    lead.save()
    desk.post(address("confirmations-prepare", "2018"))
    desk.post(address("confirmations-ask", "2018"))
    desk.logout()
    return address("confirm", "2018", commitment.reference, 1)


SIGNATURE = {"signer_role": "Direktur", "has_read": "on"}


def test_without_a_second_factor_nobody_signs(asked, client, focal_point, lead) -> None:
    client.force_login(focal_point, backend=BACKEND)

    page = text(client.get(asked))
    answer = client.post(asked, {**SIGNATURE, "organisation": lead.pk})

    assert "pengaman kedua" in page
    assert answer.status_code == 422
    assert not Confirmation.objects.exists()


def test_a_focal_point_proves_itself_and_signs(asked, client, focal_point, lead) -> None:
    secret = generate_totp_secret()
    TOTP.activate(focal_point, secret)
    client.force_login(focal_point, backend=BACKEND)
    sent = {**SIGNATURE, "organisation": lead.pk}
    before = client.post(asked, sent)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    proven = client.post(f"{reverse('mfa_reauthenticate')}?next={asked}", {"code": code})
    page = text(client.get(asked))
    signed = client.post(asked, sent)

    assert before.status_code == 422
    assert "/akun/pastikan/kode/" in text(before)
    assert proven.url == asked
    assert 'name="signer_role"' in page
    assert signed.status_code == 302
    assert Confirmation.objects.get().signer_role == "Direktur"
    assert Authenticator.objects.filter(user=focal_point).exists()


def test_what_waits_stands_on_the_start_page_and_in_a_list(asked, client, focal_point) -> None:
    client.force_login(focal_point, backend=BACKEND)

    start = text(client.get(reverse("workspace")))
    listed = text(client.get(address("my-confirmations")))

    assert asked in start
    assert asked in listed


def test_a_changed_draft_shows_what_changed_since_the_signature(
    client, commitment, lead, focal_point
) -> None:
    letter_from(lead, send_to(commitment, lead))
    send_to(redraft(commitment, solution=both("Publish budgets of five districts")), lead)
    client.force_login(focal_point, backend=BACKEND)

    page = text(client.get(address("confirm", "2018", commitment.reference, 2)))

    assert "<del>" in page
    assert "five" in page


def test_drafts_of_other_institutions_are_not_found(asked, client) -> None:
    stranger = person_with(Role.FOCAL_POINT, body=make_ministry().reference)
    client.force_login(stranger, backend=BACKEND)

    assert client.get(asked).status_code == 404


def test_everything_missing_is_listed_and_then_the_plan_is_final(desk, commitment) -> None:
    page = address("finalise", "2018")
    listed = text(desk.get(page))
    refusal = desk.post(page)
    confirmed_by_all(commitment)
    introduce(commitment.plan)
    done = desk.post(page)

    assert address("confirmations", "2018") in listed
    assert address("edit", "2018") in listed
    assert refusal.status_code == 409
    assert done.status_code == 302
    assert Plan.objects.get().is_final
    assert "Final sejak" in text(desk.get(page))


def test_the_home_page_tells_that_a_plan_is_final(client, commitment) -> None:
    final_plan(commitment.plan)

    assert "menetapkan rencana aksi ini sebagai final" in text(client.get("/"))


def test_a_final_plan_leads_from_publishing_to_amending(desk, commitment) -> None:
    final_plan(commitment.plan)
    changed = redraft(commitment, solution=both("Five districts"))

    page = text(desk.get(address("publish", "2018")))
    refusal = desk.post(address("publish", "2018"), {"commitments": [changed.pk], "confirm": "yes"})

    assert address("amend", "2018", changed.reference) in page
    assert refusal.status_code == 422
    assert "Ubah resmi" in text(refusal)


def test_an_amendment_is_made_and_read_by_everybody(desk, client, commitment) -> None:
    final_plan(commitment.plan)
    redraft(commitment, solution=both("Publish budgets of five districts"))
    page = address("amend", "2018", commitment.reference)
    before = text(desk.get(page))
    sent = {
        "reason_id": "Lebih banyak",
        "reason_en": "More of them",
        "agreed_by": [lead.pk for lead in leads_of(commitment)],
        "agreed_on": "2019-03-01",
    }

    invalid = desk.post(page, {**sent, "reason_en": ""})
    done = desk.post(page, sent)
    desk.logout()
    public = text(client.get(done.url))

    assert "three" in before
    assert "five" in before
    assert invalid.status_code == 422
    assert "Lebih banyak" in public
    assert "<del>" in public
    assert "three" in public
    assert "Kementerian Keuangan" in public


def test_whoever_agreed_and_any_meeting_of_the_plan_can_be_named(desk, client, commitment) -> None:
    plan = final_plan(commitment.plan)
    redraft(commitment, solution=both("Publish budgets of five districts"))
    make_ministry("Bappenas"), make_organisation("ICW")
    closed = RecordFactory(kind=RecordKind.MEETING, reference="RPT-2019-001", published_at=None)
    Facet.objects.create(record=closed, name=FacetName.PLAN, value=plan.reference)
    page = address("amend", "2018", commitment.reference)
    sent = {
        "reason_id": "Lebih banyak",
        "reason_en": "More of them",
        "agreed_on": "2019-03-01",
        "minutes": closed.pk,
    }

    nobody = desk.post(page, sent)
    unknown = desk.post(page, sent | {"others": "Bappenas\nTidak dikenal"})
    done = desk.post(page, sent | {"others": "Bappenas\nICW\nBappenas"})
    desk.logout()

    assert (nobody.status_code, unknown.status_code) == (422, 422)
    amendment = commitment.amendments.get()
    assert {body.name.id for body in amendment.agreed_by.all()} == {"Bappenas", "ICW"}
    assert amendment.minutes == closed
    public = text(client.get(done.url))
    assert "ICW" in public
    assert "RPT-2019-001" not in public


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_commitment_tells_who_stands_by_it_and_its_amendments(
    language, client, commitment, lead
) -> None:
    final_plan(commitment.plan)
    amended(commitment)
    given = Confirmation.objects.get()

    page = text(client.get(f"{language}/komitmen/{commitment.reference}/"))

    assert given.letter_number in page
    assert given.draft.fingerprint in page
    assert "Secretary General" in page
    assert "Signer by Name" not in page
    assert f"{language}/komitmen/{commitment.reference}/perubahan/" in page


def test_a_change_in_english_alone_is_shown_to_indonesian_readers(client, commitment) -> None:
    final_plan(commitment.plan)
    words = Bilingual(id=commitment.solution.id, en="Other English words")
    amended(commitment, solution=words)

    page = text(client.get(f"/komitmen/{commitment.reference}/perubahan/"))

    assert 'lang="en"' in page
    assert "Other" in page


@pytest.mark.parametrize(
    ("is_public", "expected"), [(False, (404, 200, 200, 404)), (True, (200, 200, 200, 200))]
)
def test_a_letter_is_private_unless_it_was_shown_to_all(
    is_public, expected, client, commitment, lead, editor, focal_point
) -> None:
    draft = send_to(commitment, lead)
    given = letter_from(lead, draft, has_file=True, is_letter_public=is_public)
    introduce(commitment.plan)
    services.publishing.publish(commitment.plan, commitments=[commitment], by=None)
    stranger = person_with(Role.FOCAL_POINT, body=make_ministry().reference)
    href = reverse("confirmation-file", args=[commitment.reference, given.pk, given.file.name])

    answers = []
    for visitor in (None, editor, focal_point, stranger):
        client.logout()
        if visitor:
            client.force_login(visitor, backend=BACKEND)
        answers.append(client.get(href).status_code)

    assert tuple(answers) == expected
