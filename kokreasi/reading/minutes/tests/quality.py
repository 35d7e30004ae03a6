"""Measure the reader on made-up notes and write the table into docs/reading.md.

`python -m kokreasi.reading.minutes.tests.quality [--notes 120] [--failures]`
"""

import argparse
import sys
from pathlib import Path

from kokreasi.reading.minutes.tests.generated.rendering import FORMATS
from kokreasi.reading.minutes.tests.generated.scoring import FIELDS, Score, measure

PAGE = Path(__file__).resolve().parents[4] / "docs" / "reading.md"
BEGIN, END = "<!-- quality of reading: begin -->", "<!-- quality of reading: end -->"
FIRST_SEED = 20_000
"""Notes of other seeds than those that the reader was written with."""
FOLLOW_UPS = {
    "found": "follow-ups found",
    "real": "follow-ups that are real",
    "actor": "actor of a follow-up",
    "due_on": "day of a deadline",
    "no invented date": "no invented date",
}


def main() -> int:
    arguments = _arguments()
    scores = {name: _measured(name, arguments.notes) for name in FORMATS}
    if arguments.failures:
        sys.stdout.writelines(f"{name} {each}\n" for name in scores for each in scores[name].failed)
    table = table_of(scores, arguments.notes)
    sys.stdout.write(table)
    if arguments.write:
        PAGE.write_text(with_table(PAGE.read_text(), table))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=120, help="notes of each format")
    parser.add_argument("--failures", action="store_true", help="say what was read wrongly")
    parser.add_argument("--write", action="store_true", help="write the table into docs/reading.md")
    return parser.parse_args()


def _measured(format_name: str, notes: int) -> Score:
    score = Score()
    for seed in range(FIRST_SEED, FIRST_SEED + notes):
        score.add(measure(format_name, seed))
    return score


def table_of(scores: dict[str, Score], notes: int) -> str:
    """Give a Markdown table: fields as rows, formats as columns, everything in the last."""
    everything = Score()
    for score in scores.values():
        everything.add(score)
    columns = {**scores, "all": everything}
    lines = [
        f"{notes} made-up notes of each format; share that is right, in percent.",
        "",
        f"| Field | {' | '.join(columns)} |",
        f"|---|{'---|' * len(columns)}",
    ]
    rows = {name: (name,) for name in FIELDS} | {"**all fields of the head**": FIELDS}
    rows |= {words: (name,) for name, words in FOLLOW_UPS.items()}
    for words, names in rows.items():
        shares = (f"{100 * score.share(*names):.1f}" for score in columns.values())
        lines.append(f"| {words.replace('_', ' ')} | {' | '.join(shares)} |")
    return "\n".join(lines) + "\n"


def with_table(page: str, table: str) -> str:
    """Put the table between its marks."""
    before, _begin, rest = page.partition(BEGIN)
    _old, _end, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}{END}{after}"


if __name__ == "__main__":
    sys.exit(main())
