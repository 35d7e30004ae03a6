"""Publishing counts of people so that nobody can work out a small one.

Two ways in. `protect` and `protect_table` say what may be shown of one table that is published
once and for good (`one_table`). `release` says it for all results of a consultation by gender,
age, province and so on, which are read beside each other and beside every earlier publication.

**What is promised** of `release`. A count of 1 to k - 1 people is *small*. Whoever knows all that
was published, at every time, with the plain distributions of answers at each, and computes as well
as anybody can, still has to hold possible, for every small count of people by a characteristic and
for every small difference between two publications of one,

- that it is k or more, or as many as the public figures admit where these are smaller: if only
  three people gave an answer, that is public, and nobody can be made to believe in five;
- that it is 0, or as few as the public figures admit.

So no small count is known exactly, nor nearly. Besides, a reader has to hold possible that k
people of a group answered otherwise where in truth all of them gave the same answer, and likewise
that k of those who gave an answer are of another group: a count that is everybody tells of each.
A count of 0 is about nobody and is shown where these rules allow.

**How.** In the words of the literature: primary suppression of what is small, secondary
suppression of what would give it away (Cox, "Suppression methodology and statistical disclosure
control", JASA 1980; Hundepool and others, "Statistical Disclosure Control", Wiley 2012), found as
ways round a network of counts (Cox, "Network models for complementary cell suppression", JASA
1995; Fischetti and Salazar, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 2001). Linked tables are what is hard about it: everybody who is
withheld in one table must be withheld in forty. We take the links apart instead:

1. *Groups told together* (`groups`). A group that is too small to be told is told as one with
   others, the same ones in every table, so that the sizes of all rows are known and none is small.
   Tables that share nothing but known sizes say nothing about each other, and each can be
   protected alone. A follow-up question, asked of those who answered another one so, has as rows
   the groups whose share in that answer is shown, and all others together.
2. *Batches*. Of two publications of one table a reader learns the first, and who came in between.
   These are different people, so the tables of both are protected, each alone, and a count is
   shown while it was not withheld in the one or the other. Counts that were withheld together
   become free when at least k newcomers stand behind each of them: then these newcomers may be, as
   far as a reader knows, those who were meant before.
3. *Cells* (`cells`). One table, all margins known: every count to be hidden gets as many others
   beside it as it takes to move it up and down as far as promised. With everything withheld it
   always moves as far as the public margins admit, so this ends.
4. What would have to be withheld for the greater part is not told at all, with a reason (`Reason`).
   A table that is not told again stays as it was told before.

**What it asks of its caller.** Characteristics must not be made of each other (age in years beside
age in bands). Whatever else is computed by groups, such as means, comes from shown counts only.
Whether a table *is* told again does not depend on one person, but on many; nobody has shown how to
learn a count from it, nor proved that it cannot be done. Readers who combine *several*
characteristics by laws about whole people ("all women said yes, all who said yes are young") are
not modelled.
"""

from kokreasi.insights.disclosure.counted import Crosstab
from kokreasi.insights.disclosure.memory import Memory
from kokreasi.insights.disclosure.one_table import (
    Shown,
    Table,
    is_small,
    protect,
    protect_table,
)
from kokreasi.insights.disclosure.releasing import is_due, release
from kokreasi.insights.disclosure.told import TOGETHER, Groups, Reason, Release, Told, Withheld

__all__ = [
    "TOGETHER",
    "Crosstab",
    "Groups",
    "Memory",
    "Reason",
    "Release",
    "Shown",
    "Table",
    "Told",
    "Withheld",
    "is_due",
    "is_small",
    "protect",
    "protect_table",
    "release",
]
