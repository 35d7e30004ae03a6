"""The secretariat sends drafts round and answers remarks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Correspondent, Remark
from kokreasi.conversations.services import remarks
from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.plans.models import Draft
from kokreasi.plans.services import codrafting
from kokreasi.plans.tests.drafting import acting_for, make_draft, make_remark, make_written
from kokreasi.plans.tests.factories import make_plan

pytestmark = pytest.mark.django_db

BETTER = "Data diperbarui setiap minggu."


@pytest.fixture(autouse=True)
def _secretariat():
    return make_organisation("Sekretariat OGI")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def drafts_of(commitment) -> str:
    return reverse("plans:drafts", args=[commitment.plan.code, commitment.reference])


def inbox_of(draft, query: str = "") -> str:
    return reverse("plans:remarks", args=[draft.commitment.plan.code]) + query


def answer(desk, made, deed: str, words: str = "", **given):
    plan = Draft.objects.get(fingerprint=made.fingerprint).commitment.plan
    data = {"deed": deed, "answer": words} | given
    return desk.post(reverse("plans:remark", args=[plan.code, made.pk]), data)


def test_who_gets_a_mail_is_seen_before_anything_is_sent(desk) -> None:
    lead, silent = make_ministry(), make_organisation("Perkumpulan Sunyi")
    person = acting_for(lead, name="Budi")
    commitment = make_written(lead=lead, partner=silent)
    given = {"readers": "invited", "invited": [lead.pk, silent.pk], "note": "Periksa."}

    seen = desk.post(drafts_of(commitment), given).content.decode()

    assert "1 surel akan dikirim." in seen
    assert "Budi" in seen
    assert "Tidak terjangkau surel:" in seen
    assert not Draft.objects.exists()
    assert not Message.objects.exists()

    assert desk.post(drafts_of(commitment), given | {"send": "1"}).status_code == 302

    assert [mail.to for mail in Message.objects.all()] == [person.email]
    assert set(Draft.objects.get().invited.all()) == {lead, silent}
    assert "Rancangan 1" in desk.get(drafts_of(commitment)).content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"readers": "invited"},
        {"readers": "nobody"},
        {"readers": "invited", "more": "Tidak dikenal sama sekali"},
        {"readers": "everybody", "closes_on": "2001-01-01", "send": "1"},
    ],
)
def test_a_round_that_cannot_be_is_refused_on_the_form(desk, given) -> None:
    commitment = make_written()

    assert desk.post(drafts_of(commitment), given).status_code == 422
    assert not Draft.objects.exists()


def test_sending_it_again_begins_from_who_read_it_before(desk) -> None:
    commitment = make_written()
    first = desk.get(drafts_of(commitment)).context["form"].initial
    day = today_in_jakarta() + timedelta(days=3)
    make_draft(commitment, to_all=True, closes_on=day)

    again = desk.get(drafts_of(commitment)).context["form"].initial

    assert first["readers"] == "invited"
    assert (again["readers"], again["closes_on"]) == ("everybody", day)


def test_a_further_organisation_is_invited_by_name(desk) -> None:
    other = make_organisation("Perkumpulan Jernih", "PJN")
    commitment = make_written()

    desk.post(drafts_of(commitment), {"readers": "invited", "more": "PJN", "send": "1"})

    assert list(Draft.objects.get().invited.all()) == [other]


def test_one_press_accepts_and_writes_in(desk) -> None:
    made = make_remark(make_draft(), make_organisation(), suggestion=BETTER)
    back = reverse("plans:remarks", args=["2018"]) + "?keadaan=open"

    done = answer(desk, made, "accept", next=back)

    made.refresh_from_db()
    assert (done.status_code, done.url) == (302, back)
    assert made.state == RemarkState.ACCEPTED
    assert BETTER in made.record.commitment.solution.id


def test_nobody_is_led_to_another_site(desk) -> None:
    made = make_remark(make_draft(), make_organisation())

    done = answer(desk, made, "accept", next="https://jahat.example/")

    assert done.url == reverse("plans:remarks", args=["2018"])


def test_what_moved_on_is_shown_with_both(desk, editor) -> None:
    draft = make_draft()
    made = make_remark(draft, make_organisation(), suggestion="Data diperbarui setiap hari.")
    first = make_remark(draft, make_organisation(), suggestion=BETTER)
    codrafting.accept(first, at=timezone.now(), by=editor)

    shown = answer(desk, made, "accept", "Terima kasih.")

    html = shown.content.decode()
    assert shown.status_code == 409
    assert "minggu" in html
    assert "hari" in html
    assert "Terima kasih." in html
    assert answer(desk, made, "accept-only").status_code == 302


@pytest.mark.parametrize("deed", ["decline", "refuse", "delete", ""])
def test_a_deed_without_reason_or_meaning_changes_nothing(desk, deed) -> None:
    made = make_remark(make_draft(), make_organisation())

    assert answer(desk, made, deed).status_code == 422

    made.refresh_from_db()
    assert made.state == RemarkState.OPEN


def test_the_inbox_is_narrowed_by_state_commitment_and_organisation(desk, editor) -> None:
    draft = make_draft()
    one, other = make_organisation(), make_organisation()
    make_remark(draft, one, text="Dari satu.")
    done = make_remark(draft, other, text="Dari lain.")
    codrafting.decline(done, reason="Tidak.", at=timezone.now(), by=editor)

    def found(query: str) -> tuple[bool, bool]:
        html = desk.get(inbox_of(draft, query)).content.decode()
        return "Dari satu." in html, "Dari lain." in html

    assert found("") == (True, True)
    assert found("?keadaan=open") == (True, False)
    assert found("?keadaan=declined") == (False, True)
    assert found(f"?lembaga={other.pk}") == (False, True)
    assert found("?komitmen=1&keadaan=") == (True, True)
    assert found("?keadaan=nonsense&komitmen=x") == (True, True)


def test_held_remarks_come_first_and_unconfirmed_ones_not_at_all(desk) -> None:
    draft = make_draft()
    make_remark(draft, make_organisation(), text="Terbuka.")
    given = {"name": "", "is_named": False, "language": "id", "place": "solution.id#0"}
    for number in (1, 2):
        codrafting.remark_by_mail(
            draft,
            email=f"w{number}@example.org",
            at=timezone.now(),
            text=f"Warga {number}.",
            **given,
        )
    held = Remark.objects.get(text="Warga 1.")
    remarks.confirm(held, Correspondent.objects.get(email="w1@example.org"), at=timezone.now())

    html = desk.get(inbox_of(draft)).content.decode()

    assert 0 < html.index("Warga 1.") < html.index("Terbuka.")
    assert "Warga 2." not in html
    assert "w1@example.org" not in html
    answer(desk, held, "let-through")
    held.refresh_from_db()
    assert held.state == RemarkState.OPEN


def test_another_plans_remark_is_not_answered_here(desk) -> None:
    made = make_remark(make_draft(), make_organisation())
    other = make_plan("2022")

    address = reverse("plans:remark", args=[other.code, made.pk])

    assert desk.post(address, {"deed": "accept"}).status_code == 404


def test_two_hundred_remarks_cost_no_more_questions_than_two(desk) -> None:
    draft, user, body = make_draft(), UserFactory(), make_organisation()
    for number in range(2):
        make_remark(draft, body, user=user, text=f"Masukan {number}")
    desk.get(inbox_of(draft))
    with CaptureQueriesContext(connection) as two:
        desk.get(inbox_of(draft))
    for number in range(2, 200):
        make_remark(draft, body, user=user, text=f"Masukan {number}")

    with CaptureQueriesContext(connection) as many:
        html = desk.get(inbox_of(draft)).content.decode()

    assert html.count('class="remark"') == 50
    assert len(many) == len(two)


def test_drafts_wait_on_the_start_page_of_the_invited_and_remarks_on_the_secretariats(
    client, editor
) -> None:
    body = make_organisation()
    draft = make_draft(None, body, closes_on=today_in_jakarta())
    person = acting_for(body)
    client.force_login(person)
    assert "Baca rancangan dan beri masukan" in client.get(reverse("workspace")).content.decode()

    make_remark(draft, body, user=person)

    assert "Baca rancangan dan beri" not in client.get(reverse("workspace")).content.decode()
    client.force_login(editor)
    assert "1 masukan atas rancangan menunggu" in client.get(reverse("workspace")).content.decode()


# Moderating


def by_a_citizen(draft) -> Remark:
    made = codrafting.remark_by_mail(
        draft,
        email="warga@example.org",
        name="",
        is_named=False,
        language="id",
        place="solution.id#0",
        at=timezone.now(),
        text="Setuju.",
    )
    return remarks.confirm(made, Correspondent.objects.get(), at=timezone.now())


@pytest.fixture
def moderator(client):
    client.force_login(person_with(Role.MODERATOR))
    return client


@pytest.fixture
def opened():
    return make_draft(make_written(plan=make_plan("2019", is_open=True)))


@pytest.mark.parametrize(
    ("deed", "state"), [("let-through", RemarkState.OPEN), ("refuse", RemarkState.REFUSED)]
)
def test_a_moderator_decides_who_reads_a_remark(moderator, opened, deed, state) -> None:
    made = by_a_citizen(opened)

    seen = moderator.get(inbox_of(opened)).content.decode()
    answer(moderator, made, deed, "Iklan.")

    assert "Setuju." in seen
    assert Remark.objects.get().state == state


@pytest.mark.parametrize("deed", ["accept", "accept-only", "decline"])
def test_a_moderator_does_not_answer_for_the_secretariat(moderator, opened, deed) -> None:
    made = make_remark(opened, make_organisation())

    refused = answer(moderator, made, deed, "Tidak.")

    assert refused.status_code == 403
    assert Remark.objects.get().state == RemarkState.OPEN


def test_a_moderator_is_shown_nothing_of_a_closed_round(moderator, opened) -> None:
    closed = make_draft(
        make_written(plan=opened.commitment.plan, number=2), make_organisation(), to_all=False
    )
    body = closed.invited.get()
    make_remark(closed, body, text="Rahasia.")

    seen = moderator.get(inbox_of(opened)).content.decode()

    assert "Rahasia." not in seen
    assert 'name="deed"' not in seen
    assert reverse("plans:commitments", args=[opened.commitment.plan.code]) not in seen
