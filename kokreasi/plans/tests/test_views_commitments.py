"""The page on which a commitment is written: saving by parts, alone and two at once."""

from decimal import Decimal

import pytest
from django.urls import reverse

from kokreasi.core.bilingual import LANGUAGES, Bilingual
from kokreasi.core.fields import BilingualFormField
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment, Involvement
from kokreasi.plans.tests.factories import both, make_commitment, make_plan

pytestmark = pytest.mark.django_db

SCRIPT = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def commitment(plan):
    return make_commitment(plan, 7)


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def address(name, commitment, *more):
    return reverse(f"plans:{name}", args=[commitment.plan.code, commitment.reference, *more])


def page_of(commitment):
    return address("commitment", commitment)


def opened(client, commitment, card, **typed):
    """Give what a browser sends from a card as it was opened, with some fields typed over."""
    page = client.get(page_of(commitment)).context
    cards = [*page["sections"].values(), *page["milestones"]]
    cards += [each for _part, found in page["parts"] for each in found]
    cards += [each for pair in page["indicators"] for each in pair]
    form = next(each for each in cards if each.name == card).form
    return _as_sent(form) | typed


def _as_sent(form) -> dict:
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, BilingualFormField):
            pair = bound.field.widget.decompress(value) if not bound.form.is_bound else value
            sent |= {f"{bound.html_name}_{code}": pair[at] for at, code in enumerate(LANGUAGES)}
        elif isinstance(value, list):
            sent[bound.html_name] = [getattr(each, "pk", each) for each in value]
        else:
            sent[bound.html_name] = "" if value is None else str(value)
    return sent


def problem(client, commitment, **typed):
    return opened(client, commitment, "masalah", **typed)


def test_a_draft_needs_a_number_and_a_title(plan, as_editor):
    answer = as_editor.post(
        reverse("plans:commitment-add", args=[plan.code]), {"number": "3", "title_id": "Anggaran"}
    )

    made = Commitment.objects.get()
    assert answer.url == page_of(made)
    assert (made.number, made.title.id) == (3, "Anggaran")


@pytest.mark.parametrize("number", ["7", "0", "1000", "9" * 400, "tujuh"])
def test_a_number_that_cannot_be_is_refused_and_the_title_stays(commitment, as_editor, number):
    add = reverse("plans:commitment-add", args=[commitment.plan.code])

    answer = as_editor.post(add, {"number": number, "title_id": "Judul yang panjang"})

    assert answer.status_code == 422
    assert "Judul yang panjang" in answer.content.decode()
    assert Commitment.objects.count() == 1


def test_a_section_saves_without_a_script_and_says_so(commitment, as_editor):
    sent = problem(as_editor, commitment, problem_id="Anggaran tertutup")

    answer = as_editor.post(address("section", commitment, "masalah"), sent)
    page = as_editor.get(answer.url)

    commitment.refresh_from_db()
    assert answer.url.endswith("?saved=masalah#masalah")
    assert commitment.problem == Bilingual(id="Anggaran tertutup")
    assert "Tersimpan" in page.content.decode()


def test_the_script_gets_the_card_alone_with_its_new_revision(commitment, as_editor):
    sent = problem(as_editor, commitment, problem_id="Anggaran tertutup")

    answer = as_editor.post(address("section", commitment, "masalah"), sent, **SCRIPT)

    card = answer.content.decode()
    assert (answer.status_code, answer["X-Saved"]) == (200, "yes")
    assert answer.context["card"].form["seen"].value() == 2
    assert "<html" not in card
    assert "Tersimpan" in card


def test_saving_the_same_twice_writes_one_line(commitment, as_editor):
    sent = problem(as_editor, commitment, problem_id="Anggaran tertutup")
    section = address("section", commitment, "masalah")

    answers = [as_editor.post(section, sent, **SCRIPT) for _each in range(2)]

    assert [answer["X-Saved"] for answer in answers] == ["yes", "yes"]
    assert commitment.record.entries.filter(event="commitment.draft_changed").count() == 1


def test_line_ends_of_a_browser_are_no_change(plan, as_editor):
    commitment = make_commitment(plan, 1, problem=Bilingual(id="Satu\nDua"))
    sent = problem(as_editor, commitment, problem_id="Satu\r\nDua")

    as_editor.post(address("section", commitment, "masalah"), sent)

    assert not commitment.record.entries.filter(event="commitment.draft_changed").exists()


def test_two_people_who_write_different_fields_do_not_stop_each_other(
    commitment, as_editor, publisher
):
    sent = problem(as_editor, commitment, problem_id="Milik saya")
    services.commitments.change(
        commitment, {"causes": both("Theirs")}, seen=commitment.revision, by=publisher
    )

    answer = as_editor.post(address("section", commitment, "masalah"), sent, **SCRIPT)

    commitment.refresh_from_db()
    assert answer["X-Saved"] == "yes"
    assert (commitment.problem.id, commitment.causes) == ("Milik saya", both("Theirs"))


@pytest.fixture
def conflict(commitment, as_editor, publisher):
    """What the second of two people sends who write the same field."""
    sent = problem(as_editor, commitment, problem_id="Milik saya")
    services.commitments.change(
        commitment, {"problem": both("Theirs")}, seen=commitment.revision, by=publisher
    )
    return sent


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_the_second_of_two_sees_both_versions_and_loses_nothing(
    commitment, conflict, as_editor, headers
):
    answer = as_editor.post(address("section", commitment, "masalah"), conflict, **headers)

    commitment.refresh_from_db()
    page = answer.content.decode()
    assert answer.status_code == 409
    assert commitment.problem == both("Theirs")
    assert "Theirs (id)" in page
    assert page.count("Milik saya") == 2  # beside theirs, and still in the form


def test_the_second_of_two_saves_over_on_purpose(commitment, conflict, as_editor):
    section = address("section", commitment, "masalah")
    refused = as_editor.post(section, conflict, **SCRIPT)
    again = _as_sent(refused.context["card"].form)

    answer = as_editor.post(section, again, **SCRIPT)

    commitment.refresh_from_db()
    assert answer["X-Saved"] == "yes"
    assert commitment.problem.id == "Milik saya"


def test_a_form_that_does_not_say_what_it_was_based_on_changes_nothing(plan, as_editor):
    commitment = make_commitment(plan, 1, problem=both("Kept"))

    answer = as_editor.post(address("section", commitment, "masalah"), {"problem_id": ""})

    commitment.refresh_from_db()
    assert answer.status_code == 422
    assert commitment.problem == both("Kept")


def test_what_was_typed_stays_where_a_section_is_refused(commitment, as_editor):
    typed = {"starts_on": "2020-05-01", "ends_on": "2019-05-01", "remarks": "Catatan saya"}
    sent = opened(as_editor, commitment, "fakta", **typed)

    answer = as_editor.post(address("section", commitment, "fakta"), sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2019-05-01" in page
    assert "Catatan saya" in page


@pytest.mark.parametrize("budget", ["1" + "0" * 400, "-1", "1e400", "sejuta"])
def test_a_budget_that_cannot_be_is_refused(commitment, as_editor, budget):
    sent = opened(as_editor, commitment, "fakta", budget=budget)

    answer = as_editor.post(address("section", commitment, "fakta"), sent, **SCRIPT)

    commitment.refresh_from_db()
    assert answer["X-Saved"] == "invalid"
    assert commitment.budget is None


def test_a_text_without_end_is_refused(commitment, as_editor):
    sent = problem(as_editor, commitment, problem_id="a" * 20_001)

    answer = as_editor.post(address("section", commitment, "masalah"), sent, **SCRIPT)

    assert answer["X-Saved"] == "invalid"


def test_an_unknown_section_is_not_found(commitment, as_editor):
    assert as_editor.post(address("section", commitment, "rahasia"), {}).status_code == 404


def test_a_commitment_is_found_in_its_own_plan_only(commitment, as_editor):
    make_plan("2022")
    elsewhere = reverse("plans:commitment", args=["2022", commitment.reference])

    assert as_editor.get(elsewhere).status_code == 404


def test_an_organisation_is_added_by_its_abbreviation(commitment, as_editor):
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")

    as_editor.post(address("involve", commitment), {"part": "lead", "name": "kemenkeu"})
    as_editor.post(address("involve", commitment), {"part": "lead", "name": "kemenkeu"})

    involvement = commitment.involvements.get()
    assert (involvement.organisation, involvement.part) == (ministry, Part.LEAD)


def test_a_near_spelling_offers_organisations_that_can_be_pressed(commitment, as_editor):
    ministry = make_ministry("Kementerian Keuangan", "Kemenkeu")
    involve = address("involve", commitment)

    offered = as_editor.post(involve, {"part": "lead", "name": "Kementrian Keuangn"})
    as_editor.post(involve, {"part": "lead", "name": "x", "organisation": str(ministry.pk)})

    assert offered.status_code == 422
    assert f'value="{ministry.pk}"' in offered.content.decode()
    assert commitment.involvements.get().organisation == ministry


@pytest.mark.parametrize("pressed", ["9" * 400, "-1", "x", "999999"])
def test_an_organisation_that_is_not_there_is_refused(commitment, as_editor, pressed):
    answer = as_editor.post(
        address("involve", commitment), {"part": "lead", "name": "", "organisation": pressed}
    )

    assert answer.status_code == 422
    assert not commitment.involvements.exists()


def test_suggestions_come_while_somebody_types(as_editor):
    make_ministry("Kementerian Keuangan", "Kemenkeu")

    answer = as_editor.get(reverse("plans:suggestions"), {"name": "kemenk"})

    assert "Kementerian Keuangan" in answer.content.decode()


def test_a_contact_is_kept_and_a_part_is_given_up_once(commitment, as_editor):
    row = services.commitments.involve(commitment, make_ministry(), part=Part.LEAD, by=None)
    sent = {"contact": "Kepala biro", "mailbox": "biro@contoh.example"}

    as_editor.post(address("contact", commitment, row.pk), sent, **SCRIPT)
    row.refresh_from_db()
    answers = [as_editor.post(address("leave", commitment, row.pk)) for _each in range(2)]

    assert row.mailbox == "biro@contoh.example"
    assert [answer.status_code for answer in answers] == [302, 302]
    assert not Involvement.objects.exists()


def test_milestones_are_added_changed_and_removed(commitment, as_editor):
    ministry = make_ministry()
    services.commitments.involve(commitment, ministry, part=Part.LEAD, by=None)
    new = {"title_id": "Peta jalan", "ends_on": "2019-06-30", "responsible": [ministry.pk]}
    as_editor.post(address("milestone-add", commitment), new)
    milestone = commitment.milestones.get()
    sent = opened(as_editor, commitment, f"tonggak-{milestone.pk}", ends_on="2019-07-31")

    changed = as_editor.post(address("milestone", commitment, milestone.pk), sent, **SCRIPT)
    milestone.refresh_from_db()
    as_editor.post(address("milestone-remove", commitment, milestone.pk))

    assert changed["X-Saved"] == "yes"
    assert milestone.ends_on.isoformat() == "2019-07-31"
    assert not commitment.milestones.exists()


def test_a_milestone_answers_to_those_who_take_part_only(commitment, as_editor):
    outsider = make_organisation()
    new = {"title_id": "Peta jalan", "responsible": [outsider.pk]}

    answer = as_editor.post(address("milestone-add", commitment), new)

    assert answer.status_code == 422
    assert not commitment.milestones.exists()


def test_indicators_have_targets_for_each_semester(commitment, as_editor):
    new = {"title_id": "Sektor terbuka", "unit_id": "sektor", "baseline": "0", "direction": "up"}
    as_editor.post(address("indicator-add", commitment), new)
    indicator = commitment.indicators.get()
    period = commitment.plan.periods.first()
    typed = {f"number-{period.pk}": "3", f"words-{period.pk}_id": "Tiga sektor"}
    sent = opened(as_editor, commitment, f"target-{indicator.pk}", **typed)

    answer = as_editor.post(address("targets", commitment, indicator.pk), sent, **SCRIPT)

    target = indicator.targets.get()
    assert answer["X-Saved"] == "yes"
    assert (target.period, target.number, target.words.id) == (period, Decimal(3), "Tiga sektor")


def test_two_who_set_the_same_target_see_both(commitment, as_editor, publisher):
    indicator = services.commitments.measure_of_success(commitment, by=None)
    first, second = commitment.plan.periods.all()[:2]
    theirs = services.commitments.Aim(both("Theirs"), Decimal(5))
    sent = opened(
        as_editor,
        commitment,
        f"target-{indicator.pk}",
        **{f"words-{first.pk}_id": "Milik saya", f"words-{second.pk}_id": "Juga"},
    )
    services.commitments.set_targets(indicator, {first: theirs}, by=publisher)
    targets = address("targets", commitment, indicator.pk)

    refused = as_editor.post(targets, sent, **SCRIPT)
    over = as_editor.post(targets, _as_sent(refused.context["card"].form), **SCRIPT)

    assert refused.status_code == 409
    assert [str(one.theirs.id) for one in refused.context["card"].conflicts] == ["5 Theirs (id)"]
    assert over["X-Saved"] == "yes"
    assert {t.words.id for t in indicator.targets.all()} == {"Milik saya", "Juga"}


def test_what_is_missing_is_asked_again_after_saving(commitment, as_editor):
    before = as_editor.get(address("missing", commitment)).content.decode()
    services.commitments.involve(commitment, make_ministry(), part=Part.LEAD, by=None)
    after = as_editor.get(address("missing", commitment)).content.decode()

    assert "belum punya lembaga penanggung jawab" in before
    assert "belum punya lembaga penanggung jawab" not in after


def test_a_draft_is_discarded_and_a_published_one_is_not(plan, as_editor):
    draft, public = make_commitment(plan, 1), make_commitment(plan, 2, is_published=True)

    as_editor.post(address("commitment-discard", draft))
    refused = as_editor.post(address("commitment-discard", public))

    assert refused.status_code == 409
    assert list(plan.commitments.all()) == [public]


def test_the_preview_shows_the_draft_and_not_what_is_published(plan, as_editor):
    public = make_commitment(plan, 1, is_published=True)
    services.commitments.change(public, {"solution": both("New")}, seen=1, by=None)

    page = as_editor.get(address("preview", public)).content.decode()

    assert "New (id)" in page


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_list_asks_the_same_for_one_and_thirty(
    plan, as_editor, how_many, django_assert_num_queries
):
    for number in range(1, how_many + 1):
        make_commitment(plan, number, lead=make_ministry())

    with django_assert_num_queries(20):
        as_editor.get(reverse("plans:commitments", args=[plan.code]))


@pytest.mark.parametrize("how_many", [1, 11])
def test_the_page_asks_the_same_for_one_lead_and_eleven(
    commitment, as_editor, how_many, django_assert_max_num_queries
):
    for _each in range(how_many):
        services.commitments.involve(commitment, make_ministry(), part=Part.LEAD, by=None)

    with django_assert_max_num_queries(45):
        as_editor.get(page_of(commitment))
