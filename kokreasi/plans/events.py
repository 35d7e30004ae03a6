"""What apps above may listen to, or are asked."""

from dataclasses import dataclass

from django.dispatch import Signal
from django.utils.functional import Promise

from kokreasi.core.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to be done before a plan can be final: what, about what, and where to mend it."""

    heading: str | Promise
    about: str | Promise | Bilingual
    words: str | Promise
    href: str


# Asked for the list of what a plan still lacks, and once more inside the transaction that makes it
# final. Argument: plan (Plan). A receiver answers with a list of `Missing`, empty where nothing is
# undone, and changes nothing. As long as anything is missing the plan does not become final.
plan_finalising = Signal()

# Sent inside the transaction that made a plan final. Arguments: plan (Plan), version (Version).
plan_finalised = Signal()

# Sent inside the transaction that amended a public commitment. Argument: amendment (Amendment).
commitment_amended = Signal()

# Asked whom to invite to read a draft, beside those who have a part in the commitment.
# Argument: commitment (Commitment). A receiver answers with the keys of organisations.
draft_readers_sought = Signal()

# Asked when a plan is written down as a document: what else is counted of it?
# Arguments: plan (Plan). A receiver answers with counts by measure (`choices.Measure`), sorted by
# the key of the stage they belong to, and under None those of the plan as a whole; a count of
# which nothing is recorded is None. Only what everybody may know is counted.
counts_asked = Signal()
