"""Writing a proposal: signed in, or without an account by the link of a mail."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kokreasi.conversations.keys import own_key
from kokreasi.conversations.models import Correspondent
from kokreasi.conversations.services import correspondents
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.organisations.tests.factories import make_organisation
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import person_with
from kokreasi.plans.models import Stage
from kokreasi.plans.tests.factories import both
from kokreasi.proposals.choices import Format, Standing
from kokreasi.proposals.models import Author, Endorsement, JoiningRequest, Proposal
from kokreasi.proposals.services import announcing, authors, citizens, submitting, writing
from kokreasi.proposals.tests.factories import (
    FIRST_DAY,
    IN_THE_CALL,
    LAST_DAY,
    decide_and_publish,
    make_draft,
    make_proposal,
)
from kokreasi.proposals.tests.test_public_pages import open_plan
from kokreasi.register import likeness
from kokreasi.register.models import Record

pytestmark = pytest.mark.django_db

SCRIPT = {"HX-Request": "true"}
MAIL = {
    "title": "Jembatan gantung",
    "problem": "Anak menyeberang sungai",
    "solution": "Bangun jembatan",
    "email": "warga@example.org",
}


@pytest.fixture(autouse=True)
def _nobody_has_asked_before():
    """Forget how often an address was entered; the tests before this one count otherwise."""
    caches["default"].clear()


@pytest.fixture
def plan():
    return open_plan()


@pytest.fixture
def organisation():
    return make_organisation("Perkumpulan Penulis")


@pytest.fixture
def member(organisation):
    return person_with(Role.MEMBER, body=organisation.reference, body_name="Penulis")


@pytest.fixture
def draft(plan, organisation):
    return make_draft(plan, organisation=organisation)


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


def card(client, draft, name="usulan") -> dict[str, str]:
    """Give what the form of a card sends as it stands."""
    page = client.get(reverse("draft", args=[draft.reference]))
    form = next(one for one in page.context["cards"] if one.name == name).form
    sent = {}
    for field in form:
        value = field.value()
        if isinstance(value, list):
            sent[field.html_name] = value
        elif hasattr(value, "id"):
            sent |= {f"{field.html_name}_id": value.id, f"{field.html_name}_en": value.en}
        elif value is not None:
            sent[field.html_name] = value
    return sent


def save(client, draft, values, name="usulan", **headers):
    address = reverse("draft-part", args=[draft.reference, name])
    return client.post(address, values, headers=headers.get("headers"))


def test_somebody_begins_for_an_organisation(signed_in, plan, organisation) -> None:
    answer = signed_in.post(
        reverse("write-proposal"),
        {"plan": plan.pk, "for_whom": organisation.reference, "title_id": "Sungai", "title_en": ""},
    )

    draft = Proposal.objects.get()
    assert answer.url == reverse("draft", args=[draft.reference])
    assert draft.authors.get().organisation == organisation
    assert draft.title.id == "Sungai"


def test_nobody_begins_for_somebody_elses_organisation(signed_in, plan) -> None:
    other = make_organisation()

    answer = signed_in.post(
        reverse("write-proposal"),
        {"plan": plan.pk, "for_whom": other.reference, "title_id": "Sungai", "title_en": ""},
    )

    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_a_card_saves_itself(signed_in, draft) -> None:
    sent = card(signed_in, draft) | {"problem_id": "Banjir"}

    answer = save(signed_in, draft, sent, headers=SCRIPT)

    assert answer["X-Saved"] == "yes"
    assert Proposal.objects.get().problem.id == "Banjir"


def test_without_a_script_a_card_leads_back_to_itself(signed_in, draft) -> None:
    sent = card(signed_in, draft) | {"problem_id": "Banjir"}

    answer = save(signed_in, draft, sent)

    assert answer.url.endswith("?saved=usulan#usulan")
    assert Proposal.objects.get().problem.id == "Banjir"


def test_two_co_authors_at_once_lose_nothing(signed_in, draft) -> None:
    mine = card(signed_in, draft) | {"problem_id": "Milik saya"}
    hers = card(signed_in, draft) | {"problem_id": "Milik dia", "solution_id": "Usul dia"}
    save(signed_in, draft, hers, headers=SCRIPT)

    answer = save(signed_in, draft, mine, headers=SCRIPT)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Milik saya" in page
    assert "Milik dia" in page
    assert Proposal.objects.get().problem.id == "Milik dia"


def test_spam_in_a_title_is_refused_and_stays_in_the_form(signed_in, draft) -> None:
    sent = card(signed_in, draft) | {"title_id": "Pinjaman di https://contoh.com"}

    answer = save(signed_in, draft, sent, headers=SCRIPT)

    assert answer.status_code == 422
    assert "Pinjaman di https://contoh.com" in answer.content.decode()
    assert Proposal.objects.get().title == draft.title


def test_a_draft_may_lack_what_is_needed_to_send_it(signed_in, draft) -> None:
    empty = card(signed_in, draft) | {"problem_id": "", "problem_en": ""}

    answer = save(signed_in, draft, empty, headers=SCRIPT)
    refused = signed_in.post(reverse("draft-send", args=[draft.reference]))

    assert answer["X-Saved"] == "yes"
    assert refused.status_code == 422
    assert "apa masalahnya" in refused.content.decode()


def test_sending_publishes_the_words_of_an_organisation(signed_in, draft) -> None:
    answer = signed_in.post(reverse("draft-send", args=[draft.reference]))

    assert answer.url == draft.get_absolute_url()
    assert Record.objects.get(pk=draft.record_id).is_public
    assert signed_in.get(reverse("draft", args=[draft.reference])).status_code == 302


def test_late_by_a_minute_the_page_explains_and_keeps_everything(signed_in, draft) -> None:
    yesterday = today_in_jakarta() - timedelta(days=1)
    Stage.objects.update(closes_on=yesterday)

    answer = signed_in.post(reverse("draft-send", args=[draft.reference]))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("tengah malam") == 1
    assert f'datetime="{yesterday.isoformat()}"' in page
    assert draft.problem.id in page
    assert Proposal.objects.get().standing == Standing.DRAFT


def test_the_short_form_grows_and_shrinks_without_losing_a_word(signed_in, draft) -> None:
    address = reverse("draft-reshape", args=[draft.reference])
    signed_in.post(address, {"format": "global"})
    save(
        signed_in,
        draft,
        card(signed_in, draft, "sebab-hasil") | {"causes_id": "Hutan"},
        "sebab-hasil",
    )

    signed_in.post(address, {"format": "short"})

    now = Proposal.objects.get()
    assert (now.format, now.causes.id, now.problem) == (Format.SHORT, "Hutan", draft.problem)


def test_a_file_lies_with_the_draft_and_follows_it_into_public(signed_in, draft, cast) -> None:
    signed_in.post(
        reverse("draft-enclose", args=[draft.reference]),
        {
            "file": SimpleUploadedFile("kajian.txt", b"Isi kajian"),
            "title_id": "Kajian",
            "title_en": "",
        },
    )
    enclosed = draft.enclosures.get()
    address = reverse("draft-file", args=[draft.reference, enclosed.pk, enclosed.file.name])
    own = signed_in.get(address).status_code
    attached_before = draft.record.attachments.count()
    signed_in.post(reverse("draft-send", args=[draft.reference]))

    assert own == 200
    assert attached_before == 0
    attachment = draft.record.attachments.get()
    assert signed_in.get(attachment.get_absolute_url()).status_code == 200
    signed_in.force_login(cast["publisher"])
    assert signed_in.get(address).status_code == 403


def test_the_secretariat_does_not_reach_the_file_of_a_draft(signed_in, draft, cast) -> None:
    signed_in.post(
        reverse("draft-enclose", args=[draft.reference]),
        {
            "file": SimpleUploadedFile("kajian.txt", b"Isi kajian"),
            "title_id": "Kajian",
            "title_en": "",
        },
    )
    enclosed = draft.enclosures.get()
    signed_in.force_login(cast["administrator"])

    answer = signed_in.get(
        reverse("draft-file", args=[draft.reference, enclosed.pk, enclosed.file.name])
    )

    assert answer.status_code == 404


def test_institutions_are_named_by_what_one_types(signed_in, draft) -> None:
    ministry = make_organisation("Kementerian Sungai", "Kemensungai")
    hidden = make_organisation("Kementerian Rahasia", public=False)
    address = reverse("draft-mention", args=[draft.reference])

    signed_in.post(address, {"name": "Kemensungai"})
    refused = signed_in.post(address, {"name": str(hidden)})

    assert draft.institutions.get() == ministry
    assert refused.status_code == 422
    assert "Tidak ada yang bernama demikian" in refused.content.decode()


def test_a_co_author_is_invited_accepts_and_leaves(signed_in, draft, client) -> None:
    other = make_organisation("Perkumpulan Kawan")
    friend = person_with(Role.MEMBER, body=other.reference)
    signed_in.post(reverse("draft-invite", args=[draft.reference]), {"name": "Perkumpulan Kawan"})
    request = JoiningRequest.objects.get()
    client.force_login(friend)
    hidden = client.get(reverse("draft", args=[draft.reference])).status_code
    listed = client.get(reverse("my-proposals")).content.decode()

    client.post(reverse("answer-joining", args=[request.pk]), {"answer": "ya"})
    seen = client.get(reverse("draft", args=[draft.reference])).status_code
    own = draft.authors.get(organisation=other)
    client.post(reverse("draft-leave", args=[draft.reference, own.pk]))

    assert (hidden, seen) == (404, 200)
    assert "Perkumpulan Kawan" in listed
    assert client.get(reverse("draft", args=[draft.reference])).status_code == 404


def test_a_co_author_leaves_and_the_lead_alone_discards(signed_in, draft, client) -> None:
    other = make_organisation("Perkumpulan Kawan")
    Author.objects.create(proposal=draft, organisation=other, joined_at=IN_THE_CALL)
    draft_page, bin_ = (
        reverse(name, args=[draft.reference]) for name in ("draft", "draft-discard")
    )
    leads = signed_in.get(draft_page).content.decode()
    client.force_login(person_with(Role.MEMBER, body=other.reference))
    follows = client.get(draft_page).content.decode()

    refused = client.post(bin_).status_code

    assert "Buang rancangan" in leads
    assert "Buang rancangan" not in follows
    assert "Keluar dari pengusul" in follows
    assert refused == 403
    assert Proposal.objects.filter(pk=draft.pk).exists()


def test_a_co_author_leaves_what_was_sent_and_withdraws_nothing(client) -> None:
    sent, other = make_proposal(), make_organisation("Perkumpulan Kawan")
    Author.objects.create(proposal=sent, organisation=other, joined_at=IN_THE_CALL)
    friend = person_with(Role.MEMBER, body=other.reference)
    client.force_login(friend)
    page = client.get(sent.get_absolute_url()).content.decode()
    own = sent.authors.get(organisation=other)
    leaves = reverse("draft-leave", args=[sent.reference, own.pk])
    refused = client.post(reverse("take-back-proposal", args=[sent.reference]), {"reason": "x"})

    client.post(leaves)

    assert leaves in page
    assert reverse("take-back-proposal", args=[sent.reference]) not in page
    assert refused.status_code == 403
    assert not Proposal.objects.written_by(friend).exists()


def test_by_link_a_co_author_leaves_too(client) -> None:
    sent = make_proposal()
    citizen = correspondents.introduce("warga@example.org", language="id")
    own = Author.objects.create(proposal=sent, correspondent=citizen, joined_at=IN_THE_CALL)
    key = own_key(citizen.seed)
    withdraws = reverse("own-take-back", args=[key, sent.reference])
    leaves = reverse("own-draft-leave", args=[key, sent.reference, own.pk])
    page = client.get(reverse("own-proposals", args=[key])).content.decode()

    refused = client.post(withdraws, {"reason": "x"}).status_code
    client.post(leaves)

    own.refresh_from_db()
    assert (leaves in page, withdraws in page, refused) == (True, False, 403)
    assert own.left_at is not None


def test_nobody_answers_a_request_to_others(signed_in, draft, cast) -> None:
    request = authors.invite(draft, make_organisation(), at=IN_THE_CALL, by=None)

    answer = signed_in.post(reverse("answer-joining", args=[request.pk]), {"answer": "ya"})

    request.refresh_from_db()
    assert answer.status_code == 404
    assert request.answered_at is None


def test_nobody_takes_another_author_out(signed_in, draft) -> None:
    other = make_organisation()
    request = authors.invite(draft, other, at=IN_THE_CALL, by=None)
    authors.answer(request, accepts=True, at=IN_THE_CALL, by=None)
    theirs = draft.authors.get(organisation=other)

    answer = signed_in.post(reverse("draft-leave", args=[draft.reference, theirs.pk]))

    assert answer.status_code == 404
    assert draft.authors.filter(left_at=None).count() == 2


# Similar ones


@pytest.fixture
def twin(plan, client):
    proposal = make_proposal(
        plan, "Pedoman aksesibilitas digital layanan publik", sent_at=timezone.now()
    )
    make_proposal(plan, "Beasiswa petani kopi", sent_at=timezone.now())
    likeness.rebuild()
    return proposal


def alike(plan, organisation):
    words = both("Layanan publik digital: pedoman aksesibilitas")
    draft = make_draft(plan, "Aksesibilitas digital layanan publik", organisation=organisation)
    return writing.write(draft, {"solution": words}, seen=draft.revision)


def test_while_one_writes_what_is_similar_stands_beside_it(
    signed_in, plan, organisation, twin
) -> None:
    draft = alike(plan, organisation)

    beside = signed_in.get(reverse("draft-beside", args=[draft.reference])).content.decode()

    assert twin.reference in beside
    assert "Beasiswa" not in beside


def test_a_draft_that_says_much_in_both_languages_is_still_like_its_twin(
    signed_in, plan, organisation, twin
) -> None:
    words = {
        "title": Bilingual(
            id="Panduan aksesibilitas digital bagi layanan publik",
            en="A guide to accessible public services on the web",
        ),
        "problem": Bilingual(
            id="Tombol dan gambar pada halaman pertama sering tidak bernama sama sekali.",
            en="Buttons and pictures on the first page often have no name at all.",
        ),
        "solution": Bilingual(
            id="Pedoman aksesibilitas digital untuk layanan publik disusun bersama komunitas.",
            en="The community writes a guideline that builders of services have to follow.",
        ),
        "causes": Bilingual(id="Belum ada rujukan.", en="Nobody consults anything."),
    }
    draft = make_draft(plan, organisation=organisation)
    writing.write(draft, words, seen=draft.revision)

    beside = signed_in.get(reverse("draft-beside", args=[draft.reference])).content.decode()

    assert twin.reference in beside


def test_joining_a_similar_one_is_one_press(signed_in, plan, organisation, twin) -> None:
    alike(plan, organisation)
    for_whom = {"for_whom": organisation.reference}

    signed_in.post(reverse("support-proposal", args=[twin.reference]), for_whom)
    signed_in.post(reverse("join-proposal", args=[twin.reference]), for_whom)

    assert Endorsement.objects.get().organisation == organisation
    assert JoiningRequest.objects.get().organisation == organisation


def test_what_is_typed_is_compared_and_not_kept(client, plan, twin) -> None:
    sent = {"title": "Pedoman aksesibilitas digital bagi layanan publik", "problem": ""}

    answer = client.post(reverse("similar-texts"), sent)

    assert twin.reference in answer.content.decode()
    assert Proposal.objects.count() == 2


def test_what_is_typed_is_compared_only_so_often(client, plan, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"similar_texts": "1/h/ip"}

    answers = [client.post(reverse("similar-texts"), {"title": "Sungai"}) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [200, 429]


# Without an account


def link_in_the_mail() -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", Message.objects.latest("pk").body)[1]


def test_a_citizen_writes_confirms_by_mail_and_sends(client, plan) -> None:
    written = client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})
    link = link_in_the_mail()
    place = client.get(link)
    draft = Proposal.objects.get()
    desk = client.get(f"{link}{draft.reference}/")
    client.post(f"{link}{draft.reference}/kirim/")

    sent = Proposal.objects.get()
    assert "warga@example.org" in written.content.decode()
    assert "Jembatan gantung" in place.content.decode()
    assert "Jembatan gantung" in desk.content.decode()
    assert sent.standing == Standing.RECEIVED
    assert sent.authors.get().correspondent.is_confirmed
    assert client.get(sent.get_absolute_url()).status_code == 404


def test_opening_the_link_confirms_nothing(client, plan) -> None:
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})

    client.get(link_in_the_mail())

    assert not Proposal.objects.get().authors.get().correspondent.is_confirmed


def test_a_program_that_fills_in_everything_writes_nothing(client, plan) -> None:
    sent = MAIL | {"plan": plan.pk, "website": "https://spam.example"}

    answer = client.post(reverse("write-proposal"), sent)

    assert answer.status_code == 200
    assert not Proposal.objects.exists()
    assert not Message.objects.exists()


def test_a_wrong_title_keeps_everything_that_was_typed(client, plan) -> None:
    sent = MAIL | {"plan": plan.pk, "title": "Lihat www.contoh.id"}

    answer = client.post(reverse("write-proposal"), sent)

    assert answer.status_code == 422
    assert "Anak menyeberang sungai" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_the_link_of_another_opens_nothing(client, plan) -> None:
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})
    own = Proposal.objects.get()
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk, "email": "lain@example.org"})
    stranger = Proposal.objects.exclude(pk=own.pk).get().authors.get().correspondent

    answer = client.get(reverse("own-draft", args=[own_key(stranger.seed), own.reference]))

    assert answer.status_code == 404
    assert client.get(reverse("own-proposals", args=["wrong"])).status_code == 404


def test_support_by_mail_is_confirmed_by_a_button_behind_the_link(client, plan) -> None:
    proposal = make_proposal(plan, sent_at=timezone.now())
    client.post(
        reverse("support-proposal", args=[proposal.reference]), {"email": "warga@example.org"}
    )
    given = Endorsement.objects.get()
    link = link_in_the_mail()
    before = proposal.endorsements.confirmed().count()

    client.post(f"{link}dukungan/{given.pk}/")
    after = proposal.endorsements.confirmed().count()
    client.post(f"{link}dukungan/{given.pk}/tarik/")

    assert (before, after) == (0, 1)
    assert not Endorsement.objects.exists()


def test_a_citizen_who_writes_supports_a_similar_one_with_one_press(client, plan) -> None:
    proposal = make_proposal(plan, sent_at=timezone.now())
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})

    client.post(f"{link_in_the_mail()}{proposal.reference}/dukung/")

    assert proposal.endorsements.confirmed().count() == 1


@pytest.mark.parametrize("act", ["kirim/", "bentuk/"])
def test_who_pressed_a_button_late_finds_the_draft_when_the_next_call_opens(
    client, plan, act
) -> None:
    Stage.objects.update(opens_on=FIRST_DAY, closes_on=LAST_DAY)
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})
    draft = Proposal.objects.get()
    opened = client.get(f"{link_in_the_mail()}{draft.reference}/")
    before = Correspondent.objects.confirmed().exists()

    client.post(f"{link_in_the_mail()}{draft.reference}/{act}", {"format": "global"})
    citizens.forget_unconfirmed(timezone.now() + timedelta(days=90))

    assert (opened.status_code, before) == (200, False)
    assert Proposal.objects.get().is_draft


def test_a_citizen_has_everything_erased(client, plan) -> None:
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})
    link = link_in_the_mail()

    asked = client.get(f"{link}lupakan/").status_code
    client.post(f"{link}lupakan/")

    assert asked == 200
    assert client.get(link).status_code == 404
    assert not Proposal.objects.exists()


def test_a_lost_link_tells_nobody_whether_an_address_is_known(client, plan) -> None:
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})

    known = client.post(reverse("lost-link"), {"email": "warga@example.org"}).content
    unknown = client.post(reverse("lost-link"), {"email": "x" * 5 + "@example.org"}).content

    assert known.replace(b"warga@", b"") == unknown.replace(b"xxxxx@", b"")
    assert Message.objects.count() == 2


def test_the_page_of_a_citizen_says_what_comes_next(client, plan) -> None:
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})
    link = link_in_the_mail()
    proposal = Proposal.objects.get()

    unsent = client.get(link).content.decode()
    client.post(f"{link}{proposal.reference}/kirim/")
    sent = client.get(link).content.decode()

    assert "Periksa dan kirim" in unsent
    assert "belum dikirim" in unsent
    assert str(proposal.problem) in sent
    assert f"{proposal.reference}/tarik/" in sent


def test_an_answer_and_the_one_reply_are_found_on_the_page_of_a_citizen(
    client, plan, publisher
) -> None:
    client.post(reverse("write-proposal"), MAIL | {"plan": plan.pk})
    link = link_in_the_mail()
    proposal = Proposal.objects.get()
    client.post(f"{link}{proposal.reference}/kirim/")
    submitting.release(proposal, by=publisher)
    response = decide_and_publish(proposal, by=publisher)
    announcing.tell_decision(response, at=timezone.now())

    seen = client.get(link).content.decode()
    client.post(f"{link}{proposal.reference}/balas/", {"text": "Terima kasih."})
    after = client.get(link).content.decode()

    assert response.get_verdict_display() in seen
    assert "Tanggapi balik satu kali" in seen
    assert "Tanggapi balik satu kali" not in after
