"""Mark answers that look suspicious. They are counted like all others, and shown apart."""

from kokreasi.consultations.models import Consultation
from kokreasi.consultations.results.sheets import Marked


def mark(consultation: Consultation) -> None:
    """Mark what the traces show, while they are there; a mark stays when its trace is dropped."""


def marked(consultation: Consultation) -> Marked:
    """Count the marked answers by rule.

    Results without them are shown where they are k or more, or else the difference would be the
    answers of a few people.
    """
    rules: dict[str, int] = {}
    total = 0
    for marks in consultation.submissions.exclude(marks=[]).values_list("marks", flat=True):
        total += 1
        for code in marks:
            rules[code] = rules.get(code, 0) + 1
    everybody = consultation.submissions.count()
    left = everybody - total
    k = consultation.smallest_group
    return Marked(total, dict(sorted(rules.items())), is_compared=total >= k and left >= k)
