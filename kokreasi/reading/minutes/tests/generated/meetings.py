"""Made-up meetings: what was decided, by whom and until when, before any layout is chosen."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import holidays

from kokreasi.reading.minutes.tests.generated import pools

SUNDAY = 6
FRIDAY = 4
WEEKS = ["I", "II", "III", "IV"]


@dataclass(frozen=True)
class Task:
    """A follow-up: `due_on` is what the words of its deadline give, if they give a day."""

    actor: str
    action: str
    deadline: str | None = None
    due_on: date | None = None


@dataclass
class Meeting:
    """What a perfect reader would find."""

    title: str
    day: date
    start: str
    end: str | None
    zone: str
    place: str
    agenda: list[str]
    chair: str
    note_taker: str
    bodies: list[str]
    numbers: list[int] | None
    men: int
    women: int
    speeches: list[tuple[str, str]]
    agreements: list[str]
    tasks: list[Task] = field(default_factory=list)

    @property
    def total(self) -> int:
        return self.men + self.women


def make_meeting(random: Random) -> Meeting:
    """Make up one meeting; the same random numbers give the same meeting."""
    day = date(2016, 1, 4) + timedelta(days=random.randrange(3_600))
    day += timedelta(days=(day.weekday() == SUNDAY))
    hour = random.randrange(8, 15)
    bodies = random.sample(pools.BODIES, random.randint(2, 6))
    numbers = [random.randint(1, 4) for _body in bodies]
    total = sum(numbers)
    women = random.randint(1, total - 1)
    topic = random.choice(pools.TOPICS)
    return Meeting(
        title=f"{random.choice(pools.MEETINGS)} {topic}",
        day=day,
        start=f"{hour:02}:{random.choice(['00', '15', '30'])}",
        end=_end(random, hour),
        zone=random.choice(["WIB", "WIB", "WITA", "WIT"]),
        place=random.choice(pools.PLACES),
        agenda=random.choice([[topic], random.sample(pools.AGENDA, 3)]),
        chair=random.choice([*pools.OFFICES, *pools.PEOPLE]),
        note_taker=random.choice([*pools.PEOPLE, "Sekretariat OGI"]),
        bodies=bodies,
        numbers=random.choice([numbers, None]),
        men=total - women,
        women=women,
        speeches=[(random.choice(bodies), words) for words in random.sample(pools.SPEECHES, 4)],
        agreements=random.sample(pools.AGREEMENTS, 2),
        tasks=_tasks(random, day, bodies),
    )


def _end(random: Random, hour: int) -> str | None:
    """One in eight meetings lasts "sampai selesai"."""
    end = f"{hour + random.randint(1, 3):02}:{random.choice(['30', '45'])}"
    return random.choice([end] * 7 + [None])


def _tasks(random: Random, day: date, bodies: list[str]) -> list[Task]:
    actions = random.sample(pools.ACTIONS, random.randint(2, 5))
    return [_task(random, day, bodies, action) for action in actions]


def _task(random: Random, day: date, bodies: list[str], action: str) -> Task:
    actor = random.choice(bodies)
    if random.random() < 0.15 and len(bodies) > 1:
        actor = " dan ".join(random.sample(bodies, 2))
    return Task(actor, action, *_deadline(random, day))


def _deadline(random: Random, day: date) -> tuple[str | None, date | None]:
    later = day + timedelta(days=random.randint(3, 60))
    month = pools.MONTHS[later.month - 1]
    week = random.randint(1, 4)
    choices = [
        (None, None),
        (f"{later.day} {month} {later.year}", later),
        (f"{later.day} {month} {later.year}", later),
        (f"{later:%d-%m-%Y}", later),
        (f"{later:%d/%m/%Y}", later),
        (f"minggu {WEEKS[week - 1]} {month} {later.year}", _week(later, week)),
        (f"akhir {month} {later.year}", last_day(later)),
        (f"{month} {later.year}", last_day(later)),
        ("10 (sepuluh) hari kerja", working_days(day, 10)),
        ("7 hari kerja setelah rapat", working_days(day, 7)),
        ("segera", None),
    ]
    return random.choice(choices)


def _week(day: date, week: int) -> date:
    return day.replace(day=7 * week)


def last_day(day: date) -> date:
    """Give the last day of a month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def working_days(day: date, count: int) -> date:
    """Count on without weekends and public holidays, by a calendar that is not the reader's."""
    free = holidays.country_holidays("ID", years=range(day.year, day.year + 2))
    while count:
        day += timedelta(days=1)
        count -= day.weekday() <= FRIDAY and day not in free
    return day
