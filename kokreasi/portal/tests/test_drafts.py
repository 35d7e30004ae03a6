"""The page of a draft: read by whom it was sent to, remarked on with and without an account."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kokreasi.conversations import keys
from kokreasi.conversations.choices import RemarkState
from kokreasi.conversations.models import Correspondent, Remark
from kokreasi.conversations.services import remarks
from kokreasi.core.bilingual import Bilingual
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.tests.factories import UserFactory
from kokreasi.plans.services import codrafting, commitments, publishing
from kokreasi.plans.tests.drafting import (
    FIRST,
    SECOND,
    acting_for,
    make_draft,
    make_remark,
    make_written,
)

pytestmark = pytest.mark.django_db

BETTER = "Data diperbarui setiap minggu."
CITIZEN = {
    "place": "solution.id#1",
    "text": "Setuju.",
    "email": "warga@example.org",
    "name": "Siti",
}


@pytest.fixture(autouse=True)
def _nobody_has_asked_before():
    """Forget how often an address was entered; the tests before this one count otherwise."""
    caches["default"].clear()


@pytest.fixture
def draft():
    return make_draft()


def address(draft, name: str = "commitment-draft") -> str:
    return reverse(name, args=[draft.commitment.reference, draft.number])


def shown(client, draft) -> str:
    answer = client.get(address(draft))
    assert answer.status_code == 200
    return answer.content.decode()


def bare(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rewrite(draft, words: str) -> None:
    commitment = draft.commitment
    commitment.refresh_from_db()
    solution = Bilingual(id=words, en=commitment.solution.en)
    commitments.change(commitment, {"solution": solution}, seen=commitment.revision, by=None)


def send(client, draft, **given):
    return client.post(address(draft, "draft-remark"), CITIZEN | given)


def test_both_languages_are_read_paragraph_by_paragraph(client, draft) -> None:
    html = shown(client, draft)

    assert 'id="solutionid1"' in html
    assert f'lang="id">{SECOND}' in html
    assert 'lang="en">A portal.' in html


def test_who_was_not_invited_finds_nothing(client) -> None:
    draft = make_draft(None, make_organisation(), to_all=False)

    assert client.get(address(draft)).status_code == 404
    assert send(client, draft).status_code == 404
    assert client.get(address(draft, "draft-enter")).status_code == 302
    client.force_login(acting_for(draft.invited.get()))
    assert client.get(address(draft, "draft-enter"), follow=True).status_code == 200


def test_an_organisation_remarks_and_stands_behind_it(client) -> None:
    body = make_organisation("Perkumpulan Terang")
    person = acting_for(body, name="Rina Rahasia")
    draft = make_draft(None, body, to_all=False)
    client.force_login(person)

    answer = client.post(
        address(draft, "draft-remark"),
        {"place": "solution.id#1", "suggestion": BETTER, "quoted": SECOND},
        follow=True,
    )

    made = Remark.objects.get()
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0].endswith(f"#masukan-{made.pk}")
    assert (made.organisation, made.state) == (body, RemarkState.OPEN)
    article = html[html.index(f'id="masukan-{made.pk}"') :]
    assert "Perkumpulan Terang" in article
    assert "Rina Rahasia" not in article
    assert "<ins>" in article


def test_words_left_as_they_are_are_no_suggestion(client, draft) -> None:
    client.force_login(acting_for(make_organisation()))
    given = {"place": "solution.id#1", "text": "Baik.", "suggestion": SECOND, "quoted": SECOND}

    client.post(address(draft, "draft-remark"), given)

    assert Remark.objects.get().suggestion == ""


def test_a_citizen_confirms_by_the_link_of_the_mail(client, draft, editor) -> None:
    send(client, draft)
    assert "Setuju." not in shown(client, draft)
    link = re.search(r"http\S+/komitmen/masukan/\S+", Message.objects.get().body)
    path = link[0].partition("//")[2].partition("/")[2]

    assert client.get(f"/{path}").status_code == 200
    assert Remark.objects.get().confirmed_at is None
    client.post(f"/{path}", {"remark": Remark.objects.get().pk})

    assert "Setuju." not in shown(client, draft)
    remarks.let_through(Remark.objects.get(), by=editor)
    html = shown(client, draft)
    assert "Setuju." in html
    assert "Siti" not in html
    assert "warga@example.org" not in html
    codrafting.decline(Remark.objects.get(), reason="Sudah ada.", at=timezone.now(), by=editor)
    assert "Sudah ada." in client.get(f"/{path}").content.decode()


def test_nobody_confirms_what_another_wrote(client, draft) -> None:
    send(client, draft)
    send(client, draft, email="lain@example.org", text="Lain.")
    first, second = Remark.objects.order_by("pk")
    own = reverse("my-remarks", args=[keys.own_key(Correspondent.objects.order_by("pk")[0].seed)])

    assert client.post(own, {"remark": second.pk}).status_code == 404
    assert client.post(own, {"remark": "9" * 40}).status_code == 404
    assert client.post(own, {"remark": "²"}).status_code == 404
    assert client.get(reverse("my-remarks", args=["unknown"])).status_code == 404
    assert "Lain." not in client.get(own).content.decode()
    assert first.confirmed_at is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"email": "no address"}, "Setuju."),
        ({"text": "Lihat https://contoh.example"}, "Lihat https://contoh.example"),
        ({"text": "", "suggestion": ""}, ""),
        ({"text": "<script>alert(1)</script> https://x.example"}, "&lt;script&gt;"),
    ],
)
def test_what_was_typed_is_kept_where_it_is_refused(client, draft, given, kept) -> None:
    answer = send(client, draft, **given)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert kept in html
    assert 'id="tulis-solutionid1" open' in html
    assert not Remark.objects.exists()


@pytest.mark.parametrize("place", ["", "solution.id#99", "remarks#0", "x" * 500, "\x00"])
def test_no_other_place_takes_a_remark(client, draft, place) -> None:
    assert send(client, draft, place=place).status_code in (400, 422)
    assert not Remark.objects.exists()


def test_hostile_words_stand_as_words(client, draft) -> None:
    make_remark(draft, make_organisation(), text="<img src=x onerror=alert(1)>\u202e{{ 1 }}")

    html = shown(client, draft)

    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


def test_too_many_from_one_address_are_asked_to_wait(client, draft, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"draft_remark": "1/h/ip"}

    assert send(client, draft).status_code == 302
    assert send(client, draft, text="Lagi.").status_code == 429


def test_nobody_is_buried_in_mails_that_others_ask_for(client, draft, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"remark_by_mail": "1/h/key"}

    answers = [
        send(client, draft, email=email, text=f"Masukan {number}.").status_code
        for number, email in enumerate(["Satu@example.org", "satu@example.org", "b@example.org"])
    ]

    assert answers == [302, 429, 302]
    assert Remark.objects.count() == 2


def test_a_remark_goes_with_its_paragraph_to_the_next_draft(client, draft, editor) -> None:
    kept = make_remark(draft, make_organisation(), text="Tentang yang kedua.")
    taken = make_remark(
        draft, make_organisation(), place="solution.id#0", suggestion="Portal baru."
    )
    codrafting.accept(taken, at=timezone.now(), by=editor)
    rewrite(draft, f"Paling awal.\n\nPortal baru.\n\n{SECOND}")
    later = make_draft(draft.commitment)

    html = shown(client, later)

    lines = html.split('class="draft-line')
    by_place = {
        one: next(x for x in lines if f'id="{one}"' in x) for one in ("solutionid1", "solutionid2")
    }
    assert f'id="masukan-{taken.pk}"' in by_place["solutionid1"]
    assert f'id="masukan-{kept.pk}"' in by_place["solutionid2"]
    assert "pada rancangan 1" in bare(by_place["solutionid2"])


def test_what_changed_is_shown_word_by_word_against_the_draft_before(client, draft) -> None:
    rewrite(draft, f"{FIRST}\n\n{BETTER}")
    later = make_draft(draft.commitment)

    html = shown(client, later)

    assert "<ins>" in html
    assert "minggu" in html[html.index("<ins>") :][:120]
    old = bare(shown(client, draft))
    assert "Ada rancangan yang lebih baru." in old
    assert "Yang berubah sejak itu, pada 1 bagian" in old


def test_what_was_taken_out_is_told(client, draft) -> None:
    gone = make_remark(draft, make_organisation(), text="Jangan hapus.")
    rewrite(draft, FIRST)
    later = make_draft(draft.commitment)

    html = shown(client, later)

    assert f"<del>{SECOND}</del>" in html
    assert f'id="masukan-{gone.pk}"' in html
    assert "Masukan atas paragraf yang sudah tidak ada" in html


def test_what_was_said_among_the_invited_stays_there_on_a_later_public_draft(client) -> None:
    body = make_organisation()
    closed = make_draft(None, body, to_all=False)
    make_remark(closed, body, text="Hanya untuk undangan.")
    rewrite(closed, f"{FIRST}\n\nBaru.")
    public = make_draft(closed.commitment)

    html = shown(client, public)

    assert "Hanya untuk undangan." not in html
    assert "rancangan/1/" not in html


def test_the_published_commitment_leads_to_its_drafts(client, draft) -> None:
    make_remark(draft, make_organisation())
    closed = make_draft(make_written(plan=draft.commitment.plan, number=2), to_all=False)
    plan = draft.commitment.plan
    publishing.publish(plan, commitments=[draft.commitment, closed.commitment], by=None)

    html = client.get(reverse("commitment", args=[draft.commitment.reference])).content.decode()
    other = client.get(reverse("commitment", args=[closed.commitment.reference])).content.decode()

    assert address(draft) in html
    assert "1 menunggu jawaban" in bare(html)
    assert "rancangan/1/" not in other
    assert "Komitmen ini sudah diterbitkan" in bare(shown(client, draft))


@pytest.mark.parametrize("is_invited", [True, False])
def test_two_hundred_remarks_cost_no_more_questions_than_one(
    client, draft, is_invited, django_assert_num_queries
) -> None:
    body = make_organisation()
    if is_invited:
        draft.invited.add(body)
        client.force_login(acting_for(body))
    user = UserFactory()
    make_remark(draft, body, user=user)
    client.get(address(draft))
    with CaptureQueriesContext(connection) as one:
        client.get(address(draft))
    for number in range(199):
        make_remark(draft, body, user=user, text=f"Masukan {number}")

    with django_assert_num_queries(len(one)):
        html = shown(client, draft)

    assert html.count('class="remark"') == 200
    assert len(one) < 25
