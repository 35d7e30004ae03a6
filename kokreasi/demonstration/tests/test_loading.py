from collections import Counter
from datetime import date, timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import TestCase

from kokreasi.conversations.choices import RemarkState, Verdict
from kokreasi.conversations.models import Follow, Remark, Response
from kokreasi.demonstration import content
from kokreasi.demonstration.keeping import keep_running
from kokreasi.demonstration.loading import InUseError, is_loaded, load
from kokreasi.demonstration.signins import sign_ins
from kokreasi.meetings.choices import Access, FollowUpState, Gender
from kokreasi.meetings.models import Attendance, Meeting
from kokreasi.meetings.queries.attendance import headcount
from kokreasi.meetings.queries.follow_ups import carried_into
from kokreasi.meetings.sheets import read as read_minutes
from kokreasi.organisations.models import Organisation
from kokreasi.organisations.queries import find
from kokreasi.outbox.models import Message
from kokreasi.people.choices import Role
from kokreasi.people.models import User
from kokreasi.plans.choices import DocumentState, Phase
from kokreasi.plans.models import (
    Amendment,
    Asking,
    Challenge,
    Commitment,
    Confirmation,
    Draft,
    Milestone,
    Plan,
    PlanDocument,
    Stage,
    Target,
)
from kokreasi.plans.queries.counting import plan_counts
from kokreasi.plans.sheets import read
from kokreasi.proposals.choices import Standing
from kokreasi.proposals.models import JoiningRequest, Proposal, Review, Row
from kokreasi.proposals.models.matrix import focal_bodies
from kokreasi.register.choices import Kind, Tie
from kokreasi.register.likeness import rebuild, similar_to, text_of
from kokreasi.register.models import Attachment, Entry, Record, StatedFigure
from kokreasi.register.trace import stations_of

ANYBODY = AnonymousUser()
DAY = date(2026, 11, 22)
COUNTED = {
    "stages": 8,
    "commitments": 13,
    "themes": 11,
    "challenges": 23,
    "organisations_government": 20,
    "organisations_cso": 16,
}


def the_plan(code: str) -> Plan:
    return Plan.objects.select_related("record__version").get(code=code)


def the_person(mailbox: str) -> User:
    return User.objects.get(email=f"{mailbox}@contoh.example.org")


def everything() -> tuple[int, ...]:
    kinds = (Record, Entry, Organisation, User, Plan, Stage, Challenge, Commitment)
    kinds += (Proposal, Response, Row, Remark, Follow, Draft, Message)
    return tuple(kind.objects.count() for kind in kinds)


class TestLoaded(TestCase):
    """What is there afterwards; loaded once for all of them."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.told = []
        call_command("load_vocabularies", verbosity=0)
        call_command("load_proposal_statuses", verbosity=0)
        load(day=DAY, say=cls.told.append)

    # ---- what is there afterwards

    def test_twelve_people_are_counted_and_what_they_took_on_is_done(self) -> None:
        meeting = Meeting.objects.get(day=date(2018, 9, 18))
        came = headcount(meeting)

        genders = Counter(meeting.attendances.values_list("gender", flat=True))

        assert came.people == 12
        assert genders == {Gender.MAN: 7, Gender.WOMAN: 5}
        assert meeting.follow_ups.filter(state=FollowUpState.DONE).count() == 4
        assert meeting.record.version is not None

    def test_what_the_first_meeting_left_open_returns_in_the_next(self) -> None:
        following = Meeting.objects.planned().get(series__isnull=False)

        assert {follow_up.action for follow_up in carried_into(following)} == {
            "memberi tahu warga lewat pesan singkat",
            "menyiapkan tempat bagi data jadwal",
            "menguji halaman jadwal bersama warga",
        }

    def test_the_public_reads_a_summary_of_the_closed_workshop(self) -> None:
        workshop = Meeting.objects.visible_to(ANYBODY).get(access=Access.SUMMARY)

        assert read_minutes(workshop.record.version.content).is_summary

    def test_nobody_is_named_on_an_attendance_list(self) -> None:
        names = Attendance.objects.values_list("name", flat=True)

        assert names
        assert all(name.startswith("Peserta ") for name in names)

    def test_loading_tells_what_it_did(self) -> None:
        assert self.told == [
            "57 organisations, 7 people",
            (
                f"{the_plan('2018').title.id}: 8 stages, 0 proposals, 13 commitments, 3 meetings, "
                "consultations: 1"
            ),
            (
                f"{the_plan('2023').title.id}: 7 stages, 8 proposals, 3 commitments, 3 meetings, "
                "consultations: 0"
            ),
            "2 meetings of no plan",
            (
                "Rencana Aksi Keterbukaan Contoh: 9 stages, 9 proposals, 8 commitments, "
                "6 meetings, consultations: 2"
            ),
        ]
        assert is_loaded()

    def test_everybody_sees_the_plan_of_2018(self) -> None:
        plan = the_plan("2018")

        assert plan.phase_on(DAY) == Phase.ENDED
        assert plan.years == 2
        assert [period.year for period in plan.periods.all()] == [2019, 2019, 2020, 2020]
        assert plan.commitments.visible_to(ANYBODY).count() == 13
        assert Target.objects.filter(indicator__commitment__plan=plan).count() == 52
        assert plan.commitments.filter(record__version=None).count() == 0

    def test_counts_come_from_records(self) -> None:
        counts = plan_counts(the_plan("2018"))

        assert {measure: counts[measure] for measure in COUNTED} == COUNTED

    def test_stages_without_a_date_in_the_source_have_none(self) -> None:
        undated = Stage.objects.filter(plan__code="2018", opens_on=None)

        assert [stage.position for stage in undated] == [1, 2, 8]

    def test_figures_of_the_sources_stand_beside_what_is_counted(self) -> None:
        plan = the_plan("2018")
        stated = StatedFigure.objects.filter(record=plan.record)

        assert {(figure.measure, int(figure.value)) for figure in stated} == {
            ("stages", 6),
            ("commitments", 14),
            ("commitments-final", 19),
            ("organisations_cso", 22),
            ("organisations_government", 21),
        }
        assert StatedFigure.objects.filter(record__stage__plan=plan).count() == 13

    def test_every_commitment_can_be_checked(self) -> None:
        for commitment in Commitment.objects.filter(plan__code="2018"):
            assert commitment.involvements.filter(part="lead").exists()
            assert commitment.goals.exists()
            assert commitment.values.exists()
            assert commitment.areas.exists()
            assert commitment.challenges.exists()
            assert commitment.indicators.filter(is_measure_of_success=True).count() == 1
        assert not Milestone.objects.filter(responsible=None).exists()

    def test_the_running_plan_is_being_co_created(self) -> None:
        plan = the_plan("CONTOH")

        assert plan.phase_on(DAY) == Phase.CO_CREATION
        assert (plan.starts_on, plan.ends_on) == (date(2027, 7, 1), date(2029, 6, 30))
        assert plan.periods.count() == 4
        assert plan.stages.open_on(DAY).count() == 3
        assert plan.stages.upcoming_on(DAY).count() == 3
        assert plan.commitments.visible_to(ANYBODY).count() == 5
        assert plan.commitments.count() == 8

    def test_names_aliases_and_abbreviations_lead_to_one_organisation(self) -> None:
        spellings = ["Kemendikbud", "Kementerian Pendidikan dan Kebudayaan", "Kemendikdasmen"]

        assert len({find(text) for text in spellings}) == 1
        assert find("Pattirol") == find("Pattiro")
        assert find("Kemenkeu") == find("Kementerian Keuangan")

    def test_plan_of_2018_names_ministries_as_they_were(self) -> None:
        education = Commitment.objects.select_related("record__version").get(
            plan__code="2018", number=4
        )
        lead = read(education.record.version.content).leads()[0]

        assert lead.short == "Kemendikbud"
        assert find(lead.short).short_name == "Kemendikdasmen"

    def test_pattiro_semarang_has_its_profile(self) -> None:
        pattiro = find("Pattiro Semarang")

        assert pattiro.parent == find("Pattiro")
        assert pattiro.founded_year == 2004
        assert {region.name for region in pattiro.regions.all()} == {"Jawa Tengah", "Kota Semarang"}
        assert [goal.code for goal in pattiro.goals.all()] == ["1", "2", "3", "4", "5", "10", "13"]
        assert {int(figure.value) for figure in pattiro.record.stated_figures.all()} == {
            20,
            7230,
            23,
            16,
            30,
        }

    def test_pictures_and_papers_are_attached(self) -> None:
        attached = Attachment.objects.visible_to(ANYBODY)

        assert attached.pictures().count() == 3
        assert attached.documents().count() == 1
        assert all(picture.alt for picture in attached.pictures())

    def test_the_secretariat_wrote_the_history_once_it_existed(self) -> None:
        written = Entry.objects.exclude(record__kind=Kind.PROPOSAL)
        others = written.exclude(
            on_behalf_of="Sekretariat Nasional Open Government Indonesia"
        ).exclude(event__startswith="remark.")
        others = others.exclude(event="consultation.result_asked")  # by itself, after closing

        assert {entry.record.title.id.split("/")[0] for entry in others} == {
            "Kementerian Perencanaan Pembangunan Nasional",
            "Sekretariat Nasional Open Government Indonesia",
        }
        assert all(entry.is_untouched() for entry in others)

    def test_one_can_sign_in_for_each_role(self) -> None:
        for person in content.people().people:
            user = User.objects.get(email=person.email)

            assert user.check_password(content.people().password)
            assert user.roles == {person.role}
            assert user.speaks_for == find(person.body).name.id

    def test_sign_ins_are_told(self) -> None:
        lines = sign_ins()

        assert len(lines) == len(Role) + 2
        assert content.people().password in lines[-1]

    # ---- proposals

    def test_every_proposal_of_plan_vii_has_a_published_answer_with_its_reason(self) -> None:
        proposals = Proposal.objects.filter(plan__code="2023")
        answers = Response.objects.filter(about__proposal__in=proposals)

        assert proposals.filter(standing=Standing.DECIDED).count() == 8
        assert answers.exclude(published_at=None).exclude(told_at=None).count() == 8
        assert all(answer.reason.id and answer.decided_in for answer in answers)
        assert answers.exclude(reply="").count() == 3
        assert set(answers.values_list("verdict", flat=True)) == {
            Verdict.ACCEPTED,
            Verdict.PARTLY,
            Verdict.MERGED,
            Verdict.ABSORBED,
            Verdict.DEFERRED,
            Verdict.DECLINED,
        }

    def test_a_way_leads_from_a_challenge_to_a_commitment(self) -> None:
        proposal = Proposal.objects.get(plan__code="2023", commitment__number=1)
        ties = set(proposal.record.links_in.values_list("tie", flat=True))
        onward = set(proposal.record.links_out.values_list("tie", flat=True))

        assert ties == {Tie.PROPOSED_FOR, Tie.MERGED_INTO}
        assert onward == {Tie.DISCUSSED_IN, Tie.ADOPTED_AS}
        assert proposal.commitment.record.is_public
        assert [station.code for station in stations_of(proposal.record, ANYBODY)] == [
            Kind.CHALLENGE,
            Kind.PROPOSAL,
            Kind.MEETING,
            "drafts",
            Kind.COMMITMENT,
        ]
        assert {str(author) for author in proposal.authors.standing()} >= {"Suarise"}

    def test_plan_vii_is_final_confirmed_by_letter_and_amended_once(self) -> None:
        plan = the_plan("2023")

        assert plan.is_final
        assert Confirmation.objects.filter(draft__commitment__plan=plan).count() == 3
        (amendment,) = Amendment.objects.filter(commitment__plan=plan)
        assert amendment.minutes == Meeting.objects.get(day=date(2023, 11, 21)).record
        assert {figure.measure: int(figure.value) for figure in plan.record.stated_figures.all()}[
            "commitments"
        ] == 15

    def test_the_documents_of_every_plan_are_ordered_and_not_made_while_loading(self) -> None:
        documents = PlanDocument.objects.values_list("version__record__plan__code", "state")

        assert Counter(documents) == {
            (code, DocumentState.WAITING): 5 for code in ("2018", "2023", "CONTOH")
        }

    def test_the_matrix_has_a_row_for_each_commitment_and_each_further_proposal(self) -> None:
        rows = Counter(Row.objects.values_list("plan__code", flat=True))

        assert rows == {"2018": 13, "2023": 8, "CONTOH": 14}

    def test_drafts_are_read_by_their_authors_and_a_citizens_first_by_the_secretariat(self) -> None:
        proposals = Proposal.objects.filter(plan__code="CONTOH")
        member, focal, publisher = map(the_person, ("anggota", "narahubung", "penerbit"))

        assert proposals.visible_to(ANYBODY).count() == 6
        assert [one.is_draft for one in proposals.written_by(member).order_by("pk")] == [0, 1]
        assert [one.is_draft for one in proposals.written_by(focal)] == [True]
        assert proposals.visible_to(member).count() == 7
        assert proposals.visible_to(publisher).count() == 7

    def test_two_proposals_say_nearly_the_same(self) -> None:
        radio = Proposal.objects.get(title__id__startswith="Jadwal layanan keliling lewat")
        others = Record.objects.filter(proposal__plan__code="CONTOH").exclude(pk=radio.record_id)
        rebuild()

        (first, *_rest) = similar_to(text_of(radio.record), others)

        assert first.record.title.id == "Perubahan jadwal layanan keliling diumumkan radio desa"

    def test_work_waits_for_each_role(self) -> None:
        member, focal, reviewer = map(the_person, ("anggota", "narahubung", "reviewer"))

        assert Review.objects.filter(reviewer=reviewer, done_at=None).count() == 2
        assert Review.objects.exclude(conflict="").get().reviewer == reviewer
        assert Row.objects.asked_of(focal, DAY).count() > 0
        assert (
            Asking.objects.filter(organisation__record__reference__in=focal_bodies(focal)).count()
            == 1
        )
        assert JoiningRequest.objects.get().proposal in Proposal.objects.written_by(member)
        assert Remark.objects.waiting().count() == 2
        assert Follow.objects.filter(user=member, confirmed_at__isnull=False).count() == 1

    def test_a_second_round_shows_what_became_of_the_first(self) -> None:
        first, second = Draft.objects.filter(commitment__number=6).order_by("number")
        states = Counter(Remark.objects.values_list("state", flat=True))

        assert not first.is_open_on(DAY)
        assert second.is_open_on(DAY)
        assert states == {RemarkState.ACCEPTED: 2, RemarkState.DECLINED: 1, RemarkState.OPEN: 2}

    def test_a_decision_waits_to_be_published_and_a_proposal_for_an_institution(self) -> None:
        waiting = Proposal.objects.get(stuck_with__isnull=False)

        assert str(waiting.stuck_with) == "Kementerian Contoh"
        assert Response.objects.get(published_at=None).about.title.id.startswith("Peta batas desa")

    def test_one_of_two_leading_institutions_has_confirmed(self) -> None:
        (draft,) = Draft.objects.filter(commitment__plan__code="CONTOH", commitment__number=2)

        assert draft.confirmations.count() == 1
        assert draft.commitment.involvements.filter(part="lead").count() == 2

    # ---- a second time

    def test_second_run_does_nothing(self) -> None:
        before, said = everything(), StringIO()

        with self.assertNumQueries(10):
            call_command("load_demonstration", on=DAY, stdout=said)

        assert everything() == before
        assert "Already loaded" in said.getvalue()

    def test_running_plan_is_dated_anew_once_its_call_has_closed(self) -> None:
        later = DAY + timedelta(days=31)

        moved = keep_running(day=later)

        assert moved == 9 + 1 + 2 + 1  # stages, the call for the matrix, reviews, a round
        coming = Meeting.objects.planned().filter(plan__code="CONTOH", day__gte=later)
        assert coming.count() == 2
        assert Stage.objects.filter(plan__code="CONTOH").open_on(later).count() == 3
        assert not Stage.objects.filter(plan__code="2018").open_on(later).exists()
        assert keep_running(day=later) == 0

    def test_what_closes_earlier_is_given_its_time_anew_without_the_stages(self) -> None:
        later = DAY + timedelta(days=15)
        focal, reviewer = the_person("narahubung"), the_person("reviewer")
        drafts = Draft.objects.count()

        moved = keep_running(day=later)

        assert moved == 1 + 2 + 1
        assert Row.objects.asked_of(focal, later).exists()
        assert all(one.due_on > later for one in Review.objects.filter(reviewer=reviewer).waiting())
        assert Draft.objects.newest().get(commitment__number=6).is_open_on(later)
        assert Draft.objects.count() == drafts
        assert not Stage.objects.filter(plan__code="CONTOH", opens_on=later).exists()

    def test_days_of_a_plan_that_somebody_took_over_stay(self) -> None:
        Stage.objects.filter(plan__code="CONTOH", position=8).delete()

        assert keep_running(day=DAY + timedelta(days=365)) == 0


@pytest.mark.django_db
class TestSiteInUse:
    def test_nothing_is_loaded_where_somebody_has_an_account(self) -> None:
        User.objects.create_user("somebody@ministry.example.org", "a password", name="Somebody")

        with pytest.raises(InUseError):
            load(day=DAY, say=print)

        assert everything() == (0, 0, 0, 1, *[0] * 11)

    def test_command_says_why(self) -> None:
        User.objects.create_user("somebody@ministry.example.org", "a password", name="Somebody")

        with pytest.raises(CommandError, match="akun"):
            call_command("load_demonstration")

    def test_no_sign_in_is_told_where_none_is_loaded(self) -> None:
        assert sign_ins() == []

    def test_nothing_runs_where_nothing_is_loaded(self) -> None:
        assert keep_running(day=DAY) == 0
