"""Meetings laid out as different offices would: parts of a page, in no format yet."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from kokreasi.reading.minutes.tests.generated import pools
from kokreasi.reading.minutes.tests.generated.meetings import Meeting, Task

KINDS = [
    "NOTULA",
    "NOTULEN RAPAT",
    "NOTULENSI",
    "RISALAH RAPAT",
    "HASIL RAPAT",
    "CATATAN RAPAT",
    "RESUME RAPAT",
    "LAPORAN SINGKAT",
    "MINUTES OF MEETING",
]
LABELS = {
    "day": ["Hari/Tanggal", "Hari, Tanggal", "Hari dan Tanggal", "Tanggal", "Hari / Tgl", "Date"],
    "time": ["Waktu", "Pukul", "Jam", "Waktu Rapat", "Time"],
    "place": ["Tempat", "Lokasi", "Tempat Rapat", "Tempat/Media", "Venue"],
    "agenda": ["Agenda", "Agenda Rapat", "Acara", "Topik", "Pokok Bahasan"],
    "chair": ["Pimpinan Rapat", "Dipimpin oleh", "Pemimpin Rapat", "Moderator", "Chair"],
    "note_taker": ["Notulis", "Notulen", "Pencatat", "Notulis Rapat", "Note taker"],
    "participants": ["Peserta", "Peserta Rapat", "Yang Hadir", "Peserta yang hadir", "Attendees"],
}
WITHOUT_COLON = {
    "day": ["Hari/Tanggal", "Hari, Tanggal"],
    "time": ["Waktu", "Pukul"],
    "place": ["Tempat"],
    "agenda": ["Agenda"],
    "chair": ["Moderator", "Pimpinan Rapat"],
    "note_taker": ["Notulis"],
    "participants": ["Peserta"],
}
DISCUSSION = ["PEMBAHASAN", "DISKUSI", "JALANNYA RAPAT", "POKOK-POKOK PEMBAHASAN"]
OUTCOME = ["KESIMPULAN", "KESEPAKATAN", "KEPUTUSAN", "KEPUTUSAN RAPAT"]
FOLLOW_UP = ["TINDAK LANJUT", "RENCANA TINDAK LANJUT", "RTL", "ACTION ITEMS", "LANGKAH SELANJUTNYA"]
LETTERHEADS = [
    ["KEMENTERIAN PERENCANAAN PEMBANGUNAN NASIONAL/", "BADAN PERENCANAAN PEMBANGUNAN NASIONAL"],
    ["PEMERINTAH KOTA SEMARANG", "DINAS KOMUNIKASI DAN INFORMATIKA", "Jl. Pemuda No. 148"],
]
NUMBERINGS = [("I. ", "II. ", "III. "), ("A. ", "B. ", "C. "), ("", "", "")]


@dataclass(frozen=True)
class Part:
    """A piece of a page: `kind` is title, plain, label, heading, item or table."""

    kind: str
    text: str = ""
    marker: str = ""
    values: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass
class Layout:
    """The parts of one note and the names of the choices that made it."""

    parts: list[Part]
    head: str
    tasks: str
    absent: frozenset[str] = frozenset()
    """Fields that this layout leaves out."""


def lay_out(meeting: Meeting, random: Random, *, head: str, tasks: str) -> Layout:
    """Lay a meeting out with one of HEADS and one of TASKS."""
    parts: list[Part] = []
    if random.random() < 0.3 and head != "markdown":
        parts += [Part("plain", line) for line in random.choice(LETTERHEADS)]
    parts.append(Part("title", random.choice(KINDS)))
    parts.append(Part("title", meeting.title))
    absent = HEADS[head](parts, meeting, random)
    _body(parts, meeting, random, tasks)
    return Layout(parts, head, tasks, frozenset(absent))


def written_day(day: date, random: Random, *, in_english: bool = False) -> str:
    """Spell a day in one of many ways."""
    month, weekday = pools.MONTHS[day.month - 1], pools.WEEKDAYS[day.weekday()]
    if in_english:
        english = pools.ENGLISH_MONTHS[day.month - 1]
        return f"{pools.ENGLISH_WEEKDAYS[day.weekday()]}, {english} {day.day}, {day.year}"
    choices = [
        f"{weekday}, {day.day} {month} {day.year}",
        f"{weekday}, {day.day} {month} {day.year}",
        f"{weekday} / {day.day} {month} {day.year}",
        f"{weekday}, {day:%d-%m-%Y}",
        f"{weekday}, {day.day} {month[:3]} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"{weekday} tanggal {day.day} {month} {day.year}",
    ]
    return random.choice(choices)


def written_hours(meeting: Meeting, random: Random) -> str:
    """Spell the hours of a meeting; an open end is "selesai"."""
    point = random.choice([".", ".", ":"])
    joint = random.choice([" - ", " – ", " s.d. ", " s/d ", " sampai ", "-"])
    end = meeting.end or "selesai"
    called = random.choice(["", "", "Pukul "])
    return f"{called}{meeting.start}{joint}{end} {meeting.zone}".replace(":", point)


def _fields(meeting: Meeting, random: Random, labels: dict[str, list[str]]) -> list[Part]:
    """The labelled fields of a head, in the usual order."""
    names = {name: random.choice(words) for name, words in labels.items()}
    day = written_day(meeting.day, random, in_english=names["day"] == "Date")
    values = {
        "day": (day,),
        "time": (written_hours(meeting, random),),
        "place": (meeting.place,),
        "agenda": _listed(meeting.agenda, random),
        "chair": (meeting.chair,),
        "note_taker": (meeting.note_taker,),
    }
    parts = [Part("label", names[name], values=value) for name, value in values.items()]
    parts.append(Part("label", names["participants"], values=_people(meeting, random)))
    return parts


def _listed(items: list[str], random: Random) -> tuple[str, ...]:
    if len(items) == 1:
        return (items[0],)
    return tuple(f"{number}. {item}" for number, item in enumerate(items, start=1))


def _people(meeting: Meeting, random: Random) -> tuple[str, ...]:
    numbers = meeting.numbers or [None] * len(meeting.bodies)
    named = [
        body if number is None else f"{body} ({number} orang)"
        for body, number in zip(meeting.bodies, numbers, strict=True)
    ]
    lines = [f"{at}. {name}" for at, name in enumerate(named, start=1)]
    if meeting.numbers:
        lines.append(f"Jumlah: {meeting.total} orang (L: {meeting.men}, P: {meeting.women})")
    return tuple(lines)


def _with_colons(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    parts += _fields(meeting, random, LABELS)
    return set()


def _without_colons(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    """As a scan leaves it: no colons; several bodies stand on lines of their own."""
    for part in _fields(meeting, random, WITHOUT_COLON):
        values = tuple(re.sub(r"^\d+\. ", "", value) for value in part.values)
        is_list = len(values) > 1 and part.text != "Peserta"
        parts.append(Part("loose", part.text, values=values[:1] if is_list else values))
    return {"agenda"} if len(meeting.agenda) > 1 else set()


def _in_a_table(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    colon = random.choice([True, False])
    rows = []
    for part in _fields(meeting, random, LABELS):
        value = "\n".join(part.values)
        rows.append((part.text, ":", value) if colon else (part.text, value))
    parts.append(Part("table", rows=tuple(rows)))
    return set()


def _in_one_line(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    month, weekday = pools.MONTHS[meeting.day.month - 1], pools.WEEKDAYS[meeting.day.weekday()]
    day = f"{weekday}, {meeting.day.day} {month} {meeting.day.year}"
    hours = f"{meeting.start} – {meeting.end or 'selesai'} {meeting.zone}".replace(":", ".")
    parts.append(Part("plain", f"{day} | {hours} | {meeting.place}"))
    return {"agenda", "chair", "note_taker", "participants", "counts"}


def _in_prose(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    """The opening of a Berita Acara, with the date in words."""
    day = meeting.day
    in_words = (
        f"{pools.WEEKDAYS[day.weekday()]} tanggal {pools.in_words(day.day)} bulan"
        f" {pools.MONTHS[day.month - 1]} tahun {pools.in_words(day.year)}"
    )
    hours = f"pukul {meeting.start} {meeting.zone}".replace(":", ".")
    text = (
        f"Pada hari ini {in_words}, {hours}, bertempat di {meeting.place}, telah dilaksanakan rapat"
        f" tentang {meeting.agenda[0]} yang dipimpin oleh {meeting.chair} dan dihadiri oleh"
        f" {meeting.total} orang."
    )
    parts.append(Part("plain", text))
    closing = f"Rapat ditutup pukul {meeting.end} {meeting.zone}.".replace(":", ".")
    parts.append(Part("plain", closing if meeting.end else "Rapat berjalan dengan tertib."))
    return {"note_taker", "participants", "men"} | (
        {"agenda"} if len(meeting.agenda) > 1 else set()
    )


def _in_markdown(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    style = random.choice(["bold", "bullet"])
    for part in _fields(meeting, random, LABELS)[:-1]:
        parts.append(Part(style, part.text, values=part.values))
    parts.append(Part("heading", "Peserta"))
    numbers = meeting.numbers or [None] * len(meeting.bodies)
    for body, number in zip(meeting.bodies, numbers, strict=True):
        text = body if number is None else f"{body} ({number} orang)"
        parts.append(Part("item", text, "-"))
    return {"counts"}


def _stacked(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    """Every label on a line of its own, its value below."""
    for part in _fields(meeting, random, LABELS):
        parts.append(Part("plain", f"{part.text} :"))
        parts += [Part("plain", value) for value in part.values]
    return set()


def _in_sections(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    """Time and place, people and agenda each under a heading of their own."""
    day, hours, place, agenda, *others, people = _fields(meeting, random, LABELS)
    parts += [Part("heading", "I. WAKTU DAN TEMPAT"), day, hours, place, *others]
    parts.append(Part("heading", "II. PESERTA RAPAT"))
    parts += _items(people.values)
    parts.append(Part("heading", "III. AGENDA RAPAT"))
    parts += _items(agenda.values) if len(agenda.values) > 1 else [Part("plain", agenda.values[0])]
    return set()


def _items(values: tuple[str, ...]) -> list[Part]:
    split = [re.fullmatch(r"(?:(\d+\.) )?(.*)", value) for value in values]
    return [
        Part("item", match[2], match[1]) if match[1] else Part("plain", match[2])
        for match in split
        if match
    ]


def _in_four_columns(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    fields = _fields(meeting, random, LABELS)
    cells = [(part.text, "\n".join(part.values)) for part in fields]
    cells += [("", "")] * (len(cells) % 2)
    rows = tuple((*one, *other) for one, other in zip(cells[::2], cells[1::2], strict=True))
    parts.append(Part("table", rows=rows))
    return set()


def _under_columns(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    """Labels in the first row of a table, values in the second."""
    fields = _fields(meeting, random, LABELS)
    for group in (fields[:3], fields[4:6]):
        labels = tuple(part.text for part in group)
        values = tuple("\n".join(part.values) for part in group)
        parts.append(Part("table", rows=(labels, values)))
    parts += [fields[3], fields[6]]
    return set()


def _one_cell_each(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    fields = _fields(meeting, random, LABELS)
    rows = tuple((f"{part.text}: " + "\n".join(part.values),) for part in fields)
    parts.append(Part("table", rows=rows))
    return set()


def _reported(parts: list[Part], meeting: Meeting, random: Random) -> set[str]:
    """A sentence tells when, where and under whom."""
    month, weekday = pools.MONTHS[meeting.day.month - 1], pools.WEEKDAYS[meeting.day.weekday()]
    hours = f"pukul {meeting.start}" + (f" - {meeting.end}" if meeting.end else "")
    parts.append(Part("heading", "PELAKSANAAN"))
    text = (
        f"Rapat dilaksanakan pada hari {weekday}, {meeting.day.day} {month} {meeting.day.year}"
        f" {hours} {meeting.zone} bertempat di {meeting.place}. Rapat dipimpin oleh"
        f" {meeting.chair} dan dihadiri oleh {meeting.total} orang ({meeting.men} laki-laki dan"
        f" {meeting.women} perempuan)."
    )
    parts.append(Part("plain", text.replace(":", ".")))
    return {"agenda", "note_taker", "participants", "all counts"}


HEADS = {
    "colons": _with_colons,
    "no colons": _without_colons,
    "table": _in_a_table,
    "one line": _in_one_line,
    "prose": _in_prose,
    "markdown": _in_markdown,
    "stacked": _stacked,
    "sections": _in_sections,
    "four columns": _in_four_columns,
    "under columns": _under_columns,
    "one cell each": _one_cell_each,
    "reported": _reported,
}
WITH_CELLS = frozenset({"four columns", "under columns", "one cell each"})
"""Heads that need a format with cells."""


def _body(parts: list[Part], meeting: Meeting, random: Random, tasks: str) -> None:
    first, second, third = random.choice(NUMBERINGS)
    parts.append(Part("heading", first + random.choice(DISCUSSION)))
    for at, (body, words) in enumerate(meeting.speeches, start=1):
        verb = random.choice(pools.VERBS_OF_SPEECH)
        parts.append(Part("item", f"Perwakilan {body} {verb} {words}.", f"{at}."))
    parts.append(Part("heading", second + random.choice(OUTCOME)))
    parts += [Part("item", text, f"{at}.") for at, text in enumerate(meeting.agreements, start=1)]
    parts.append(Part("heading", third + random.choice(FOLLOW_UP)))
    TASKS[tasks](parts, meeting.tasks, random)
    parts.append(
        Part("plain", "Demikian notula ini dibuat untuk dipergunakan sebagaimana mestinya.")
    )
    _foot(parts, meeting, random)


def _foot(parts: list[Part], meeting: Meeting, random: Random) -> None:
    """What must not be taken for the meeting itself: the next one, the day of signing."""
    later = meeting.day + timedelta(days=9)
    day = f"{later.day} {pools.MONTHS[later.month - 1]} {later.year}"
    weekday = pools.WEEKDAYS[later.weekday()]
    if random.random() < 0.3:
        parts.append(Part("plain", f"Rapat berikutnya: {weekday}, {day}, pukul 13.30 WIB"))
    if random.random() < 0.4:
        parts.append(Part("plain", f"Semarang, {day}"))
        parts += [Part("plain", "Mengetahui,"), Part("plain", "Drs. Suparno, M.Si.")]
        parts.append(Part("plain", "NIP. 19700101 199503 1 001"))


def _arrows(parts: list[Part], tasks: list[Task], random: Random) -> None:
    for task in tasks:
        deadline = f" | due: {task.deadline}" if task.deadline else ""
        parts.append(Part("plain", f"→ {task.action} | {task.actor}{deadline}"))


def _promises(parts: list[Part], tasks: list[Task], random: Random) -> None:
    """Kementerian X akan menyusun … paling lambat …"""
    for at, task in enumerate(tasks, start=1):
        text = f"{task.actor} akan {task.action}"
        if task.deadline:
            text += f" {_until(task, random)}"
        parts.append(Part("item", f"{text}.", f"{at}."))


def _until(task: Task, random: Random) -> str:
    if task.deadline == "segera":
        return "segera"
    return f"{random.choice(['paling lambat', 'selambat-lambatnya'])} {task.deadline}"


def _requests(parts: list[Part], tasks: list[Task], random: Random) -> None:
    for at, task in enumerate(tasks, start=1):
        word = random.choice(["diminta", "agar", "diminta untuk"])
        text = f"{task.actor} {word} {task.action}"
        if task.deadline:
            text += f" {_until(task, random)}"
        parts.append(Part("item", f"{text}.", f"{at}."))


def _task_table(parts: list[Part], tasks: list[Task], random: Random) -> None:
    action = random.choice(["Tindak Lanjut", "Kegiatan", "Uraian Tugas", "Action Item"])
    actor = random.choice(["Penanggung Jawab", "PIC", "Pelaksana"])
    deadline = random.choice(["Batas Waktu", "Tenggat", "Target Waktu", "Deadline"])
    rows = [("No", action, actor, deadline)]
    for at, task in enumerate(tasks, start=1):
        text = task.action[:1].upper() + task.action[1:]
        rows.append((str(at), text, task.actor, task.deadline or "-"))
    parts.append(Part("table", rows=tuple(rows)))


def _inline(parts: list[Part], tasks: list[Task], random: Random) -> None:
    for at, task in enumerate(tasks, start=1):
        text = task.action[:1].upper() + task.action[1:]
        deadline = f", deadline: {task.deadline}" if task.deadline else ""
        parts.append(Part("item", f"{text}{deadline} (PIC: {task.actor})", f"{at}."))


def _boxes(parts: list[Part], tasks: list[Task], random: Random) -> None:
    for task in tasks:
        deadline = f" - Target: {task.deadline}" if task.deadline else ""
        parts.append(
            Part("item", f"[ ] {task.action.capitalize()} - PIC: {task.actor}{deadline}", "-")
        )


def _actor_first(parts: list[Part], tasks: list[Task], random: Random) -> None:
    for at, task in enumerate(tasks, start=1):
        deadline = f" ({task.deadline})" if task.deadline else ""
        parts.append(Part("item", f"{task.actor}: {task.action}{deadline}", f"{at}."))


TASKS = {
    "promises": _promises,
    "requests": _requests,
    "table": _task_table,
    "inline": _inline,
    "boxes": _boxes,
    "actor first": _actor_first,
    "arrows": _arrows,
}
