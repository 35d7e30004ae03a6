"""The attendance list as a table: in once, out the same, and no organisation invented."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from kokreasi.meetings.choices import CheckInWay, Disability, Gender
from kokreasi.meetings.services import attendance
from kokreasi.meetings.tests.factories import make_meeting
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.tests.factories import make_ministry

DAY = date(2018, 9, 18)
HEAD = ["No", "Nama", "Instansi", "Jabatan", "L/P", "Disabilitas", "Surel", "Tanda Tangan"]
SITI = [1, "Siti Rahma", "Kemencon", "Analis", "P", "Tidak", "siti@example.org", ""]
BUDI = [2, "Budi", "Desa Contoh Yang Jauh", "", "L", "", "", ""]


def book(*rows) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


@pytest.fixture
def meeting(db):
    return make_meeting(day=DAY)


@pytest.fixture
def ministry(db):
    return make_ministry("Kementerian Contoh", "Kemencon")


@pytest.fixture
def office(client, editor, meeting, ministry):
    client.force_login(editor)
    return Office(client, meeting)


class Office:
    """Somebody of the secretariat with a file in hand."""

    def __init__(self, client, meeting):
        self.client, self.meeting = client, meeting

    def upload(self, data: bytes, name="hadir.xlsx", **given):
        address = reverse("meetings:import-attendance", args=[self.meeting.reference])
        return self.client.post(address, {"file": SimpleUploadedFile(name, data), **given})

    def decide(self, shown, **given):
        address = reverse("meetings:decide-attendance", args=[self.meeting.reference])
        given.setdefault("add", "1")
        return self.client.post(address, {"lines": shown.context["lines"], **given})

    def add(self, data: bytes, **given):
        return self.decide(self.upload(data), **given)

    def download(self, ending):
        address = reverse("meetings:attendance-file", args=[self.meeting.reference, ending])
        return b"".join(self.client.get(address).streaming_content)


def test_nothing_is_recorded_before_it_was_shown(office, meeting) -> None:
    shown = office.upload(book(["DAFTAR HADIR RAPAT"], [], HEAD, SITI, BUDI))

    rehearsal = shown.context["rehearsal"]
    assert [each.name for each in rehearsal.added] == ["Siti Rahma", "Budi"]
    assert not meeting.attendances.exists()


def test_a_list_is_recorded_and_unknown_bodies_stay_words(office, meeting, ministry) -> None:
    before = Organisation.objects.count()

    office.add(book(HEAD, SITI, BUDI))

    siti, budi = meeting.attendances.order_by("pk")
    assert (siti.name, siti.organisation, siti.position) == ("Siti Rahma", ministry, "Analis")
    assert (siti.gender, siti.disability) == (Gender.WOMAN, Disability.NO)
    assert (siti.email, siti.way) == ("siti@example.org", CheckInWay.TABLE)
    assert (budi.organisation, budi.organisation_words) == (None, "Desa Contoh Yang Jauh")
    assert Organisation.objects.count() == before


def test_the_same_file_twice_adds_nobody(office, meeting) -> None:
    data = book(HEAD, SITI, BUDI)
    office.add(data)

    again = office.upload(data)
    office.decide(again)

    assert len(again.context["rehearsal"].present) == 2
    assert meeting.attendances.count() == 2
    assert meeting.record.entries.filter(event="meeting.attended").count() == 1


def test_a_name_that_resembles_an_organisation_is_decided(office, meeting, ministry) -> None:
    data = book(HEAD, [1, "Siti", "Kementrian Contoh", "", "", "", "", ""])
    shown = office.upload(data)
    (question,) = shown.context["rehearsal"].questions

    undecided = office.decide(shown)
    foreign = office.decide(shown, **{question.name: "99999"})
    assert not meeting.attendances.exists()
    assert (undecided.status_code, foreign.status_code) == (200, 200)

    office.decide(shown, **{question.name: str(ministry.pk)})
    assert meeting.attendances.get().organisation == ministry


def test_a_name_may_stay_as_written(office, meeting) -> None:
    shown = office.upload(book(HEAD, [1, "Siti", "Kementrian Contoh", "", "", "", "", ""]))

    office.decide(shown, **{"lembaga-1": "as-written"})

    row = meeting.attendances.get()
    assert (row.organisation, row.organisation_words) == (None, "Kementrian Contoh")


def test_what_is_not_understood_is_said(office) -> None:
    data = book(
        ["Nama", "Instansi", "JK", "Hobi"], ["Siti", "", "X", "catur"], ["", "Desa", "L", ""]
    )

    shown = office.upload(data)

    page = shown.content.decode()
    rehearsal = shown.context["rehearsal"]
    assert rehearsal.listed.unknown_columns == ["Hobi"]
    assert rehearsal.listed.lines_without_name == [3]
    assert rehearsal.listed.people[0].unread == ["X"]
    assert "Hobi" in page


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (book(["Judul", "Isi"], ["a", "b"]), "a.xlsx"),
        (book(HEAD), "a.xlsx"),
        (b"PK\x03\x04 broken", "a.xlsx"),
        (b"puisi tanpa tabel", "a.csv"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(data, name, office, meeting) -> None:
    answer = office.upload(data, name)

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not meeting.attendances.exists()


def test_lines_that_nobody_signed_are_refused(office, meeting) -> None:
    shown = office.upload(book(HEAD, SITI))
    shown.context["lines"]

    address = reverse("meetings:decide-attendance", args=[meeting.reference])
    answer = office.client.post(address, {"lines": '{"is_list": true}', "add": "1"})

    assert answer.status_code == 409


def test_a_meeting_of_several_days_asks_which(client, editor) -> None:
    meeting = make_meeting(day=DAY, last_day=DAY + timedelta(days=1))
    client.force_login(editor)
    office = Office(client, meeting)
    data = book(["Nama", "Tanggal"], ["Siti", ""], ["Budi", "2018-09-18"], ["Ani", "2018-10-01"])

    asked = office.upload(data)
    assert asked.status_code == 422
    shown = office.upload(data, day="2018-09-19")
    assert "Ani" in shown.content.decode() or shown.context["rehearsal"].problems
    assert [day.day for day in shown.context["rehearsal"].days][:2] == [19, 18]
    assert not shown.context["rehearsal"].is_ready


def test_what_goes_out_comes_in_again(office, meeting) -> None:
    office.add(book(HEAD, SITI, BUDI))

    shown = office.upload(office.download("xlsx"))
    as_csv = office.upload(office.download("csv"), "hadir.csv")

    assert shown.context["rehearsal"].added == as_csv.context["rehearsal"].added == []
    assert len(shown.context["rehearsal"].present) == 2
    other = make_meeting(day=DAY)
    office.meeting = other
    office.add(Office(office.client, meeting).download("xlsx"))
    assert values(other) == values(meeting)


def values(meeting):
    columns = ("name", "organisation", "position", "gender", "disability", "email", "day")
    return list(meeting.attendances.order_by("pk").values_list(*columns))


def test_nothing_that_goes_out_becomes_a_formula(office, meeting) -> None:
    attendance.attend(
        meeting,
        name="=HYPERLINK(1)",
        organisation_words="+62",
        way=CheckInWay.LIST,
        by=None,
    )

    sheet = load_workbook(io.BytesIO(office.download("xlsx"))).active
    (_head, row) = csv.reader(io.StringIO(office.download("csv").decode()))

    assert sheet["A2"].data_type == "s"
    assert row[:2] == ["'=HYPERLINK(1)", "'+62"]


def test_who_was_forgotten_does_not_go_out(office, meeting) -> None:
    office.add(book(HEAD, SITI))
    attendance.erase(meeting.attendances.all(), at=meeting.record.changed_at, keeps_groups=True)

    assert b"Siti" not in office.download("csv")
