"""The pages on which organisations are kept."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from kokreasi.core.bilingual import Bilingual
from kokreasi.files.models import File
from kokreasi.organisations import queries, services
from kokreasi.organisations.models import Alias, Organisation
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.people.choices import Role
from kokreasi.people.tests.factories import UserFactory, person_with
from kokreasi.register.models import Entry
from kokreasi.vocabularies.tests.factories import RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def finance(db):
    return make_ministry("Kementerian Keuangan", "Kemenkeu")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def address(name, organisation=None, **kwargs):
    if organisation is not None:
        kwargs["reference"] = organisation.reference
    return reverse(f"organisation-{name}", kwargs=kwargs)


def profile_of(organisation, **changed):
    """What a browser sends of the profile form."""
    texts = {
        f"{name}_{code}": getattr(getattr(organisation, name), code)
        for name in ("focus", "network", "programmes")
        for code in ("id", "en")
    }
    given = {
        "kind": organisation.kind,
        "parent": "",
        "regions": "",
        "mailbox": organisation.mailbox,
        "website": organisation.website,
        "founded_year": organisation.founded_year or "",
        "reason": "",
        "seen": organisation.revision,
    }
    return given | texts | changed


# The list


def test_the_list_is_searched_by_every_name(desk, finance, editor) -> None:
    services.add_alias(finance, "Depkeu", by=editor)
    make_organisation("Perkumpulan Lain")

    for words in ("keuang", "KEMENKEU", "depkeu", "ORG-0001"):
        page = desk.get(address("desk"), {"q": words}).content.decode()
        assert "Kementerian Keuangan" in page
        assert "Perkumpulan Lain" not in page
    assert "Perkumpulan Lain" in desk.get(address("desk"), {"kind": "cso"}).content.decode()
    assert desk.get(address("desk"), {"q": "tidak ada"}).status_code == 200
    assert desk.get(address("desk"), {"kind": "nonsense", "page": "x"}).status_code == 200


def test_the_list_asks_the_same_for_one_and_for_thirty(desk, django_assert_num_queries) -> None:
    make_organisation()
    desk.get(address("desk"))
    with CaptureQueriesContext(connection) as for_one:
        desk.get(address("desk"))
    for _ in range(29):
        make_organisation()

    with django_assert_num_queries(len(for_one)):
        desk.get(address("desk"))


def test_the_pages_speak_english_too(desk, finance) -> None:
    with translation.override("en"):
        pages = [desk.get(address("desk")), desk.get(address("manage", finance))]

    assert b"Add an organisation" in pages[0].content
    assert b"Give a new name" in pages[1].content


# One organisation


def test_an_organisation_is_added_with_its_spellings(desk) -> None:
    response = desk.post(
        address("add"),
        {
            "kind": "cso",
            "name_id": "Pusat Telaah dan Informasi Regional",
            "name_en": "",
            "abbreviation": "PATTIRO",
            "since": "1999-04-17",
            "aliases": "Pattirol\r\nPatiro\r\n",
        },
    )

    organisation = Organisation.objects.get()
    assert response["Location"] == address("manage", organisation)
    assert organisation.record.is_public
    assert {alias.text for alias in organisation.aliases.all()} == {"Pattirol", "Patiro"}


def test_a_name_that_is_taken_asks_first(desk, finance) -> None:
    given = {"kind": "ministry", "name_id": "kementerian keuangan"}

    refused = desk.post(address("add"), given)

    assert refused.status_code == 409
    assert "ORG-0001" in refused.content.decode()
    assert Organisation.objects.count() == 1

    desk.post(address("add"), given | {"is_same_anyway": "on"})

    assert Organisation.objects.count() == 2


def test_the_profile_is_changed_with_a_reason(desk, finance) -> None:
    parent, region = make_organisation("Kantor Presiden"), RegionFactory(name="Kota Magelang")
    given = profile_of(
        finance,
        parent="kantor presiden",
        regions="kota magelang\r\n",
        focus_id="Anggaran",
        reason="Diminta.",
    )

    response = desk.post(address("profile", finance), given)

    assert response.status_code == 302
    finance = Organisation.objects.get(pk=finance.pk)
    assert (finance.parent, list(finance.regions.all())) == (parent, [region])
    assert finance.focus == Bilingual(id="Anggaran")
    assert finance.record.entries.first().reason == "Diminta."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"parent": "Kemenkue"}, "ORG-0001 Kementerian Keuangan"),
        ({"parent": "XYZ"}, "XYZ"),
        ({"parent": "ORG-0001"}, "bagian"),
        ({"regions": "Atlantis"}, "Atlantis"),
        ({"website": "javascript:alert(1)"}, "URL"),
        ({"founded_year": "9" * 30}, "2100"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(given, words, desk, finance) -> None:
    before = Entry.objects.count()
    given = profile_of(finance, focus_en="What I typed", **given)

    page = desk.post(address("profile", finance), given).content.decode()

    assert words in page
    assert "What I typed" in page
    assert Entry.objects.count() == before


def test_who_saves_second_sees_both_versions_and_decides(desk, finance, publisher) -> None:
    mine = profile_of(finance, focus_id="Punya saya", website="https://example.org")
    services.change(finance, {"focus": Bilingual(id="Punya dia")}, seen=1, by=publisher)

    page = desk.post(address("profile", finance), mine)

    text = page.content.decode()
    assert page.status_code == 409
    assert "Punya saya" in text
    assert "Punya dia" in text
    assert Organisation.objects.get(pk=finance.pk).focus == Bilingual(id="Punya dia")
    assert 'name="seen" value="2"' in text

    desk.post(address("profile", finance), mine | {"seen": "2"})

    assert Organisation.objects.get(pk=finance.pk).focus == Bilingual(id="Punya saya")


def test_its_own_people_change_its_texts_but_not_its_kind(client, finance) -> None:
    client.force_login(person_with(Role.FOCAL_POINT, body=finance.reference))
    given = profile_of(finance, kind="cso", focus_id="Kami sendiri")

    assert client.get(address("manage", finance)).status_code == 200
    client.post(address("profile", finance), given)

    finance = Organisation.objects.get(pk=finance.pk)
    assert finance.focus == Bilingual(id="Kami sendiri")
    assert finance.kind == "ministry"
    assert client.get(address("rename", finance)).status_code == 403


def test_a_new_name_begins_on_its_day(desk, finance) -> None:
    given = {"name_id": "Kementerian Fiskal", "abbreviation": "Kemenfis", "on": "2024-10-21"}

    desk.post(address("rename", finance), given)
    early = desk.post(address("rename", finance), given)
    future = desk.post(address("rename", finance), given | {"on": "2999-01-01"})

    assert early.status_code == 409
    assert "2999-01-01" in future.content.decode()
    assert [str(name.name) for name in finance.names.all()] == [
        "Kementerian Keuangan",
        "Kementerian Fiskal",
    ]


def test_former_names_are_added_and_corrected(desk, finance) -> None:
    backwards = {"name_id": "Departemen", "since": "2009-01-01", "until": "2008-01-01"}
    assert desk.post(address("past-name", finance), backwards).status_code == 409

    desk.post(address("past-name", finance), backwards | {"until": "2009-12-31"})
    past = finance.names.get(valid_to=date(2009, 12, 31))
    desk.post(
        address("name", finance, pk=past.pk),
        {"name_id": "Departemen Keuangan", "valid_from": "", "valid_to": "2009-12-31"},
    )

    past.refresh_from_db()
    assert (str(past.name), past.valid_from) == ("Departemen Keuangan", None)


def test_a_name_of_another_organisation_is_not_found_here(desk, finance) -> None:
    other = make_organisation()

    page = desk.get(address("name", finance, pk=other.names.get().pk))

    assert page.status_code == 404


def test_aliases_come_and_go(desk, finance) -> None:
    desk.post(address("alias", finance), {"text": "Depkeu", "source": "notula"})
    again = desk.post(address("alias", finance), {"text": "DEPKEU"})

    alias = Alias.objects.get()
    assert again.status_code == 409
    assert "Depkeu" in desk.get(address("manage", finance)).content.decode()

    desk.post(address("alias-remove", finance, pk=alias.pk))

    assert not Alias.objects.exists()


def test_stated_figures_come_and_go(desk, finance) -> None:
    desk.post(
        address("figure", finance),
        {"label_id": "Komunitas", "value": "16", "source_id": "Kunjungan 2023"},
    )

    figure = finance.record.stated_figures.get()
    page = desk.get(address("manage", finance)).content.decode()
    assert "Komunitas" in page
    assert "Kunjungan 2023" in page

    desk.post(address("figure-remove", finance, pk=figure.pk))

    assert not finance.record.stated_figures.exists()


# People


def test_people_are_invited_and_their_membership_ended(client, publisher, finance) -> None:
    client.force_login(publisher)
    given = {"email": "siti@example.org", "name": "Siti", "language": "id"}

    unfit = client.post(address("invite", finance), given | {"role": "member"})
    again = [
        client.post(address("invite", finance), given | {"role": "focal_point"}).status_code
        for _ in range(2)
    ]

    assert unfit.status_code == 200
    assert again == [302, 409]
    assert "siti@example.org" in client.get(address("manage", finance)).content.decode()

    member = services.join(
        UserFactory(name="Budi Contoh"),
        organisation=finance,
        role=Role.FOCAL_POINT,
        on=date(2020, 1, 1),
        by=publisher,
    )
    assert "Budi Contoh" in client.get(address("manage", finance)).content.decode()
    client.post(address("member-end", finance, pk=member.pk))

    assert finance.memberships.get().ends_on is not None


def test_only_offices_see_who_acts_for_an_organisation(desk, finance) -> None:
    services.join(
        UserFactory(name="Budi Contoh"),
        organisation=finance,
        role=Role.FOCAL_POINT,
        on=date(2020, 1, 1),
        by=None,
    )

    assert "Budi Contoh" not in desk.get(address("manage", finance)).content.decode()
    assert desk.get(address("invite", finance)).status_code == 403


def test_nobody_but_administrators_makes_an_administrator(client, publisher, finance) -> None:
    client.force_login(publisher)
    given = {"email": "x@example.org", "name": "X", "language": "id", "role": "administrator"}

    assert client.post(address("invite", finance), given).status_code == 403
    assert not queries.open_invitations(finance).exists()


# Merging


def test_a_merge_shows_first_what_moves(desk, finance) -> None:
    double = make_organisation("Kemenkeu RI Ganda")
    make_organisation("Bagian", profile={"parent": double})
    given = {"into": "Kemenkeu", "reason": "Dua kali."}

    preview = desk.post(address("merge", double), given)

    assert preview.status_code == 200
    assert 'name="confirmed"' in preview.content.decode()
    assert Organisation.objects.get(pk=double.pk).merged_into is None

    done = desk.post(address("merge", double), given | {"confirmed": "1"})

    assert done["Location"] == address("manage", finance)
    assert Organisation.objects.get(pk=double.pk).merged_into == finance
    assert desk.get(address("manage", double))["Location"] == address("manage", finance)


@pytest.mark.parametrize("into", ["ORG-0001", "Kementerian Keuangan", "tak dikenal", ""])
def test_a_merge_with_itself_or_nobody_is_refused(into, desk, finance) -> None:
    page = desk.post(address("merge", finance), {"into": into, "reason": "x", "confirmed": "1"})

    assert page.status_code == 200
    assert 'name="confirmed"' not in page.content.decode()
    assert Organisation.objects.get().merged_into is None


# Tables

TABLE = b"kind,name_id\ncso,Perkumpulan Baru\n"


def send(client, content, name="organisasi.csv"):
    return client.post(address("upload"), {"file": SimpleUploadedFile(name, content)})


def test_a_table_is_shown_before_it_is_taken_over(desk) -> None:
    shown = desk.get(send(desk, TABLE)["Location"])

    digest = shown.context["difference"].digest
    assert "Perkumpulan Baru" in shown.content.decode()
    assert not Organisation.objects.exists()

    done = desk.post(shown.request["PATH_INFO"], {"previewed": digest})

    assert done["Location"] == address("desk")
    assert str(Organisation.objects.get().name) == "Perkumpulan Baru"
    again = desk.get(shown.request["PATH_INFO"]).content.decode()
    assert 'name="previewed"' not in again


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_only_what_was_shown_is_taken_over(digest, desk) -> None:
    where = send(desk, TABLE)["Location"]

    assert desk.post(where, {"previewed": digest}).status_code == 409
    assert not Organisation.objects.exists()


def test_a_table_with_problems_offers_no_button(desk) -> None:
    where = send(desk, b"kind,name_id\nclub,X\n")["Location"]

    page = desk.get(where).content.decode()

    assert "club" in page
    assert 'name="previewed"' not in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b"nonsense\n1\n"),
        ("x.xlsx", b"PK\x03\x04 no spreadsheet"),
        ("x.pdf", b"%PDF-1.7"),
        ("x.csv", b""),
    ],
)
def test_a_file_that_is_no_table_is_refused_and_not_kept(name, content, desk) -> None:
    page = send(desk, content, name)

    assert page.status_code in {200, 409}
    assert not File.objects.exists()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_download_comes_in_again_and_changes_nothing(form, desk, finance) -> None:
    response = desk.get(address("export", form=form))
    content = b"".join(response.streaming_content)

    shown = desk.get(send(desk, content, f"organisasi.{form}")["Location"])

    assert shown.context["difference"].changes_nothing


def test_an_unknown_download_is_not_found(desk) -> None:
    assert desk.get(address("export", form="pdf")).status_code == 404
