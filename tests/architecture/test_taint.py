"""What only the secretariat or one person may know stands in nothing that the public can ask for.

Every private field carries a mark; then every address of the site is asked, for every reference
and file there is, in both languages, and no answer holds the mark.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import override

from kokreasi.conversations.services import follows, telling
from kokreasi.conversations.tests.factories import ask, make_follow
from kokreasi.core.bilingual import Bilingual
from kokreasi.core.days import today_in_jakarta
from kokreasi.files.services import keep
from kokreasi.files.tests import content
from kokreasi.meetings.choices import Access, CorrectionState, MeetingState, VeilKind
from kokreasi.meetings.services import (
    carrying,
    corrections,
    follow_ups,
    meetings,
    minutes,
    points,
    sections,
    veils,
)
from kokreasi.meetings.tests.factories import (
    make_follow_up,
    make_meeting,
    make_minutes,
    make_paper,
)
from kokreasi.organisations import services as organisations
from kokreasi.organisations.tests.factories import make_ministry, make_organisation
from kokreasi.outbox.services import post
from kokreasi.people.choices import Role
from kokreasi.people.invitations import invite
from kokreasi.people.tests.factories import RoleGrantFactory, UserFactory
from kokreasi.plans import services
from kokreasi.plans.choices import Part
from kokreasi.plans.models import Commitment
from kokreasi.plans.services.commitments import Aim
from kokreasi.plans.tests.factories import (
    make_challenge,
    make_commitment,
    make_plan,
    make_stage,
)
from kokreasi.register import services as register
from kokreasi.register.models import Attachment, Record
from kokreasi.vocabularies.choices import Vocabulary
from kokreasi.vocabularies.tests.factories import TermFactory
from tests.architecture.addresses import EXAMPLES
from tests.architecture.permissions import ADMIN, _routes
from tests.architecture.secrets_of_attendance import invite_and_attend
from tests.architecture.secrets_of_confirming import confirm_and_amend
from tests.architecture.secrets_of_deciding import review_and_decide
from tests.architecture.secrets_of_drafting import draft_and_remark
from tests.architecture.secrets_of_proposals import write_and_send
from tests.architecture.secrets_of_voting import vote_and_comment

MARK = "xrahasiax"
FOUND_BY = "anggaran"
QUERIES = ("", f"?q={FOUND_BY}", "?page=2", "?tema=anggaran", "?format=json")


def secret(what: str) -> str:
    """Give words that a search would find, with the mark."""
    return f"{FOUND_BY} {MARK}-{what}"


def secrets(what: str) -> Bilingual:
    return Bilingual(id=secret(f"{what}-id"), en=secret(f"{what}-en"))


def mailbox(what: str) -> str:
    return f"{MARK}-{what}@example.org"


@pytest.fixture
def keeper(db):
    """Somebody of the secretariat, whose body is public and whose name and address are not."""
    user = UserFactory(email=mailbox("keeper"), name=secret("keeper"))
    RoleGrantFactory(user=user, role=Role.PUBLISHER, body="ORG-0001", body_name="Sekretariat")
    return user


@pytest.fixture
def world(keeper):
    """Public things, each with something beside it that is not."""
    plan = make_plan("2018", is_open=True)
    make_stage(plan)
    world = SimpleNamespace(by=keeper, plan=plan, ministry=make_ministry())
    people_and_mails(world)
    hidden_organisations(world)
    challenges(world)
    drafts(world)
    a_later_plan(world)
    files_and_figures(world)
    invite_and_attend(world, mark=MARK)
    draft_and_remark(world.plan, by=world.by, mark=MARK)
    vote_and_comment(world.plan, by=world.by, mark=MARK)
    announced_and_closed_meetings(world)
    minutes_with_secrets(world)
    withheld_at_once(world)
    follow_ups_of_meetings(world)
    write_and_send(world, mark=MARK, found_by=FOUND_BY)
    people_who_follow(world)
    confirm_and_amend(MARK)
    review_and_decide(world, mark=MARK)
    return world


def people_and_mails(world: Any) -> None:
    person = UserFactory(email=mailbox("member"), name=secret("member"))
    organisations.join(
        person,
        organisation=world.ministry,
        role=Role.FOCAL_POINT,
        on=date(2018, 1, 1),
        by=world.by,
    )
    invite(email=mailbox("invited"), name=secret("invited"), role=Role.EDITOR, by=world.by)
    post(key="a", to=mailbox("to"), subject=secret("subject"), body=secret("body"))


def hidden_organisations(world: Any) -> None:
    hidden = make_organisation(
        secret("organisation"),
        f"{MARK}ABB",
        aliases=[secret("alias")],
        profile={"mailbox": mailbox("office"), "focus": secrets("focus")},
        public=False,
        by=world.by,
    )
    organisations.set_parent(world.ministry, parent=hidden, by=world.by)
    merged = make_organisation(secret("merged"), public=False, by=world.by)
    organisations.merge(merged, into=hidden, by=world.by, reason=secret("merging"))


def challenges(world: Any) -> None:
    world.challenge = make_challenge(world.plan)
    services.challenges.publish(world.plan, by=world.by)
    criterion = TermFactory(vocabulary=Vocabulary.PRIORITY_CRITERION)
    services.challenges.score(
        world.challenge, criterion=criterion, value=2, by=world.by, comment=secret("comment")
    )
    world.draft_challenge = make_challenge(
        world.plan, secret("challenge"), description=secrets("challenge")
    )
    services.challenges.give_input(
        world.draft_challenge, organisation=world.ministry, text=secrets("input"), by=world.by
    )


def drafts(world: Any) -> None:
    """Make a published commitment whose draft went on, a draft, a withdrawn and a discarded one."""
    theme = services.themes.add(world.plan, title=Bilingual(id="Anggaran"), by=world.by)
    world.commitment = make_commitment(
        world.plan, 1, lead=world.ministry, theme=theme, is_published=True
    )
    rewrite(world.commitment, world)
    rewrite(make_commitment(world.plan, 2, title=secrets("draft")), world)
    withdrawn = make_commitment(world.plan, 3, problem=secrets("withdrawn"), is_published=True)
    rewrite(withdrawn, world)
    withdrawn.refresh_from_db()
    services.publishing.withdraw(withdrawn, by=world.by, reason="Sent back")
    make_commitment(world.plan, 5, challenges=[world.draft_challenge], is_published=True)
    discarded = make_commitment(world.plan, 4, title=secrets("discarded"))
    services.commitments.discard(discarded, by=world.by)


def rewrite(commitment: Commitment, world: Any) -> None:
    """Put a secret into every text of the draft and of its parts."""
    texts = [
        *services.commitments.COPIED,
        *("title", "transparency", "participation", "accountability", "budget_note"),
    ]
    values = {name: secrets(name) for name in texts} | {
        "remarks": secret("remarks"),
        "ogp_id": MARK,
        "challenges": [world.challenge, world.draft_challenge],
    }
    services.commitments.change(
        commitment, values, seen=commitment.revision, by=world.by, reason=secret("reason")
    )
    services.commitments.involve(
        commitment,
        make_organisation(),
        part=Part.PARTNER,
        contact=secret("contact"),
        mailbox=mailbox("contact"),
        by=world.by,
    )
    services.commitments.add_milestone(
        commitment, title=secrets("milestone"), output=secrets("output"), by=world.by
    )
    indicator = services.commitments.add_indicator(
        commitment, title=secrets("indicator"), unit=secrets("unit"), by=world.by
    )
    aims = {commitment.plan.periods.first(): Aim(secrets("aim"))}
    services.commitments.set_targets(indicator, aims, by=world.by)


def a_later_plan(world: Any) -> None:
    """Start the next plan from this one and reword what was copied."""
    later = services.plans.copy(
        world.plan,
        code="2027",
        title=secrets("plan"),
        starts_on=date(2027, 1, 1),
        ends_on=date(2028, 12, 31),
        commitments=[world.commitment],
        by=world.by,
    )
    texts = {"introduction": secrets("introduction"), "legal_basis": secrets("legal")}
    services.plans.change(later, texts, seen=later.revision, by=world.by)
    for theme in later.themes.all():
        services.themes.change(theme, {"title": secrets("theme")}, by=world.by)
    make_stage(later, secret("stage"), place=secret("place"), summary=secrets("summary"))
    world.later = later


def files_and_figures(world: Any) -> None:
    file = keep(content.upload("lampiran.txt", secret("file").encode()), by=world.by)
    register.attach(world.later.record, file, title=secrets("attachment"), by=world.by)
    register.state(
        world.later.record,
        measure="meetings",
        label=secrets("figure"),
        value=14,
        source=secrets("source"),
        by=world.by,
    )


def announced_and_closed_meetings(world: Any) -> None:
    """Make an announced meeting with what only the invited know, one not announced, one closed."""
    inner = {
        "chair": secret("chair"),
        "note_taker": secret("note-taker"),
        "online_link": f"https://example.org/{MARK}",
    }
    announced = make_meeting(is_public=True, plan=world.plan, by=world.by, **inner)
    make_paper(announced, text=secret("paper"), title=secrets("paper"), by=world.by)
    meetings.change(
        announced,
        {name: f"{value}2" for name, value in inner.items()},
        seen=announced.revision,
        by=world.by,
    )
    words = {
        "title": secrets("meeting"),
        "summary": secrets("meeting-summary"),
        "place": secret("meeting-place"),
        "agenda": [secret("agenda")],
        "subjects": [world.commitment.record],
        "plan": world.plan,
    }
    make_meeting(**words, **inner, by=world.by)
    make_meeting(**words, **inner, access=Access.INVITED, by=world.by)
    withdrawn = make_meeting(**words, is_public=True, by=world.by)
    meetings.withdraw(withdrawn, by=world.by, reason="Sent back")


def minutes_with_secrets(world: Any) -> None:
    """Make a draft, final minutes with veils and a correction, and those of closed meetings."""
    make_minutes(make_meeting(is_public=True), secret("draft point"))
    veiled_minutes(world)
    for access in (Access.SUMMARY, Access.INVITED):
        rows = make_minutes(
            None, secret("closed point"), access=access, summary=Bilingual(id="Ringkas")
        )
        follow_ups.add(rows.meeting, action=secret("closed task"), by=world.by)
        minutes.finalise(rows, by=world.by)


def veiled_minutes(world: Any) -> None:
    """Publish minutes of which a name, a passage, a number and an organisation are withheld."""
    name, number = f"{MARK} Santoso", "0812-3456-7890"
    hidden = make_organisation(secret("speaker"), f"{MARK}SPK", public=False, by=world.by)
    rows = make_minutes(make_meeting(is_public=True), f"Kata {name.upper()}: {secret('passage')}")
    points.add_point(
        rows,
        text=f"Telp {number}, {mailbox('said')}",
        speaker=name,
        organisation=hidden,
        by=world.by,
    )
    sections.add(rows, title=secret("empty section"), by=world.by)
    for kind, words, given in (
        (VeilKind.NAME, name, {"instead": "seorang warga"}),
        (VeilKind.PASSAGE, secret("passage"), {"reason": "Perkara berjalan"}),
        (VeilKind.NUMBER, number, {}),
        (VeilKind.NUMBER, mailbox("said"), {}),
        (VeilKind.NAME, f"{MARK}SPK", {"instead": "sebuah lembaga"}),
    ):
        veils.add(rows, kind=kind, words=words, by=world.by, **given)
    minutes.finalise(rows, by=world.by)
    minutes.reopen(rows, by=world.by, reason=f"Permintaan {name}")
    minutes.circulate(rows, until=today_in_jakarta(), by=world.by)
    row = corrections.suggest(
        rows,
        point=rows.points.first(),
        proposed=f"Kata {name}",
        because=secret("because"),
        by=world.by,
    )
    corrections.answer(row, state=CorrectionState.ACCEPTED, answer=secret("answer"), by=world.by)
    minutes.finalise(rows, by=world.by)


def withheld_at_once(world: Any) -> None:
    """Reopen public minutes that name somebody and withhold the name; they are not final yet."""
    name = secret("withheld at once")
    rows = make_minutes(make_meeting(is_public=True, by=world.by), f"Kata {name}")
    minutes.finalise(rows, by=world.by)
    minutes.reopen(rows, by=world.by, reason=f"Permintaan {name}")
    veils.add(rows, kind=VeilKind.NAME, words=name, instead="seorang warga", by=world.by)


def follow_ups_of_meetings(world: Any) -> None:
    """Take on something in public with a person and a hidden body, and secrets out of sight."""
    person = UserFactory(email=mailbox("responsible"), name=secret("responsible"))
    hidden = make_organisation(secret("owing"), f"{MARK}OWE", public=False, by=world.by)
    meeting = make_meeting(is_public=True, plan=world.plan, state=MeetingState.HELD, by=world.by)
    made = make_follow_up(
        "menyusun anggaran",
        meeting=meeting,
        responsible=[world.ministry, hidden],
        due_on=date(2018, 10, 31),
        by=world.by,
    )
    follow_ups.change(made, {"person": person}, seen=made.revision, by=world.by)
    closed = make_meeting(access=Access.SUMMARY, is_public=True, by=world.by)
    kept = make_follow_up(secret("closed-task"), meeting=closed, due_on=date(2018, 1, 1))
    follow_ups.dispute(kept, says=secret("dispute"), by=world.by)
    follow_ups.replace(made, kept, because="Wider", by=world.by)
    following = meetings.next_of(meeting, day=date(2018, 11, 1), by=world.by)
    owed = make_follow_up("mengirim anggaran", meeting=meeting, by=world.by)
    carrying.say(following, owed, said=secret("said"), by=world.by)
    make_follow_up(secret("draft-task"), meeting=meeting, is_agreed=False, by=world.by)


def people_who_follow(world: Any) -> None:
    """Let people with an account and without follow what is public, and leave it, and be told."""
    person = UserFactory(email=mailbox("follower"), name=secret("follower"))
    for record in (world.plan.record, world.commitment.record):
        record.refresh_from_db()
        make_follow(record, person)
        make_follow(record, mailbox("correspondent"))
        ask(record, mailbox("unconfirmed"))
    follows.leave(make_follow(world.plan.record, mailbox("left")), at=timezone.now())
    later = timezone.now() + timedelta(days=1)
    register.record("plan.told", world.plan.record, by=None, says="told")
    assert telling.tell(later.date(), now=later)


def every_address(cast: Mapping[str, Any]) -> Iterator[str]:
    """Give every address of the site for everything there is, with and without a query."""
    values = {
        "reference": list(Record.objects.values_list("reference", flat=True)),
        "number": [1, 2],
        "pk": list(Attachment.objects.values_list("pk", flat=True)),
        "name": list(Attachment.objects.values_list("file__name", flat=True)),
        "side": [640],
    }
    for name, pattern in _routes():
        wanted = list(pattern.pattern.regex.groupindex)
        if name.startswith(ADMIN) or pattern.pattern.regex.groups != len(wanted):
            continue
        if set(wanted) <= set(values):
            given = [
                dict(zip(wanted, one, strict=True)) for one in product(*map(values.get, wanted))
            ]
        else:
            given = [make(cast) for make in EXAMPLES[name].values()]
        yield from filter(None, (written(name, arguments) for arguments in given))


def written(name: str, arguments: Mapping[str, Any]) -> str:
    """Write an address; nothing where the arguments do not fit, such as a file's name as a slug."""
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return ""


@pytest.mark.parametrize(("who", "language"), [("anybody", "id"), ("member", "en")])
def test_nothing_private_stands_in_what_the_public_can_ask_for(
    who, language, world, cast, client
) -> None:
    if who != "anybody":
        client.force_login(cast[who])
    with override(language):
        addresses = list(every_address(cast))

    leaks = [
        f"{address}{query}: {around}"
        for address in addresses
        for query in (QUERIES if address.count("/") < 4 else QUERIES[:1])
        if (around := mark_in(client.get(address + query)))
    ]

    assert len(addresses) > 100
    assert "\n".join(leaks) == ""


def mark_in(response: Any) -> str:
    """Give the words around the first mark in a body or a header; nothing where there is none."""
    body = b"".join(response) if response.streaming else response.content
    text = f"{response.headers} {body.decode(errors='replace')}"
    found = text.lower().find(MARK)
    return text[max(0, found - 60) : found + 60] if found >= 0 else ""


def test_the_secretariat_reads_what_the_public_does_not(world, keeper, client) -> None:
    """Otherwise the marks would prove nothing."""
    client.force_login(keeper)

    assert mark_in(client.get(world.later.get_absolute_url()))
    assert mark_in(client.get(reverse("record-feed", args=[world.later.reference]))) == ""
