"""People who answer a questionnaire by chance, for tests of results."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from random import Random
from typing import Any

from kokreasi.consultations.choices import Channel
from kokreasi.consultations.models import Background, Consultation, Result, Submission, Trace
from kokreasi.consultations.results.making import make_result
from kokreasi.consultations.services.receiving import Origin, receive
from kokreasi.consultations.tests.factories import WHILE_OPEN

Answers = Mapping[str, Any]
GENDERS = ("female", "male", "other", "unsaid")


def send_all(
    consultation: Consultation, people: Iterable[Answers], *, channel: Channel = Channel.WEB
) -> None:
    """Let people answer the present wording, through the door for answers."""
    version = consultation.record.version.number
    origin = Origin(channel=channel)
    for answers in people:
        receive(consultation, answers, version=version, origin=origin, at=WHILE_OPEN)


def keep_all(
    consultation: Consultation,
    people: Iterable[tuple[Answers, Answers]],
    *,
    channel: Callable[[int], Channel] = lambda _number: Channel.WEB,
) -> None:
    """Keep answers with what people said about themselves, in bulk."""
    version = consultation.record.version.number
    submissions, backgrounds, traces = [], [], []
    for number, (answers, about) in enumerate(people):
        key = uuid.uuid4()
        submissions.append(
            Submission(
                id=key,
                consultation=consultation,
                version=version,
                channel=channel(number),
                day=date(2018, 9, 1),
                answers=answers,
                receipt_hash=key.hex * 2,
            )
        )
        backgrounds.append(Background(submission_id=key, values=about))
        traces.append(Trace(submission_id=key, consultation=consultation, slot=number // 3))
    Submission.objects.bulk_create(submissions, batch_size=500)
    Background.objects.bulk_create(backgrounds, batch_size=500)
    Trace.objects.bulk_create(traces, batch_size=500)


def answered_in(
    consultation: Consultation, slots: Mapping[int, int], *, device: str | None = None
) -> None:
    """Keep as many answers in each ten minutes, from devices of their own unless one is given."""
    keys = [(uuid.uuid4(), slot) for slot, number in slots.items() for _one in range(number)]
    Submission.objects.bulk_create(
        Submission(
            id=key,
            consultation=consultation,
            version=1,
            day=date(2018, 9, 1),
            answers={},
            receipt_hash=key.hex * 2,
        )
        for key, _slot in keys
    )
    Trace.objects.bulk_create(
        Trace(
            submission_id=key,
            consultation=consultation,
            slot=slot,
            device=key.hex * 2 if device is None else device,
        )
        for key, slot in keys
    )


def by_chance(rng: Random) -> tuple[Answers, Answers]:
    """Answer `factories.ask_everything`, some of it not at all."""
    answers = {
        "stance": rng.choice(("for", "for", "against")),
        "topics": rng.sample(["budget", "law", "forum", "other"], rng.randint(1, 3)),
        "clarity": min(10, max(1, round(rng.gauss(7.5, 1.5)))),
        "order": rng.sample(["first", "second", "third"], rng.randint(1, 3)),
        "grid.speed": rng.choice(("yes", "no")),
        "grid.price": rng.choice(("yes", "no", "no")),
        "visits": rng.choice((rng.randint(0, 365), f"{rng.randint(0, 364)}.5")),
        "since": f"{rng.randint(2010, 2018)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}",
        "place": "Semarang",
        "remarks": "Mohon data terbuka.",
    }
    kept = {key: value for key, value in answers.items() if key == "stance" or rng.random() > 0.1}
    about = {"gender": rng.choices(GENDERS, (48, 48, 2, 2))[0]} if rng.random() > 0.1 else {}
    return kept, about | ({"region": f"{rng.choice((31, 33, 34, 35))}.71"} if about else {})


def result_of(consultation: Consultation, *, number: int = 1) -> Result:
    """Have a result made, and give it."""
    result = Result.objects.create(consultation=consultation, number=number, asked_at=WHILE_OPEN)
    make_result(result.pk)
    result.refresh_from_db()
    return result
