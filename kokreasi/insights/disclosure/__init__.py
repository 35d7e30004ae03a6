"""Publishing counts of people so that nobody can work out a small one.

Two ways in. `protect` and `protect_table` say what may be shown of one table that is published
once and for good (`one_table`). `release` says it for all results of a consultation by gender,
age, province and so on, which are read beside each other and beside every earlier publication.

**What is promised** of `release`. A count of 1 to k - 1 people is *small*. Whoever has kept all
releases that told a table, and the plain results at each, and computes as well as anybody can,
still has to hold possible, for every small count in it and for every small difference between two
of them,

- that it is k or more, or as many as the public figures admit where these are smaller: if only
  three people gave an answer, that is public, and nobody can be made to believe in five;
- that it is 0, or as few as the public figures admit.

So no small count is known exactly (exact disclosure), nor nearly (approximate disclosure). Besides,
a reader has to hold possible that k people of a group answered otherwise where in truth all of
them gave the same answer, and that k of those who gave an answer are of another group: a count that
is everybody tells of each. A count of 0 is about nobody and is shown where these rules allow; "no
woman said no" may be read. Of people who came between two plain results while the table was not
told, it is only promised that no small count of them is known exactly.

**How.** In the words of the literature: primary suppression of what is small, secondary
suppression of what would give it away (Cox, "Suppression methodology and statistical disclosure
control", JASA 1980; Hundepool and others, "Statistical Disclosure Control", Wiley 2012), found as
ways round a network of counts (Cox, "Network models for complementary cell suppression", JASA
1995; Fischetti and Salazar, "Solving the cell suppression problem on tabular data with linear
constraints", Management Science 2001). What is hard is that tables are linked: who is withheld in
one must be withheld in forty. So the links are taken apart:

1. *Groups told together* (`groups`). A group that is too small is told as one with others, the same
   ones in every table, so that the sizes of all rows are known and none is small. Tables that
   share nothing but known sizes say nothing about each other: each can be protected alone. A
   follow-up question has as rows the groups of which it is told how many were asked, and all
   others together.
2. *Batches* (`batches`). Of two releases a reader learns the first, and who came in between. These
   are different people, so both tables are protected, each alone, and a count is shown while
   neither withholds it. Counts that were withheld together become free when at least k newcomers
   stand behind each of them: as far as a reader knows, those may be the people meant before.
3. *Cells* (`cells`). One table, all sums known: every count to be hidden gets as many others beside
   it as it takes to move it up and down as far as promised. With everything withheld it moves as
   far as the public figures admit, so this ends.
4. What would have to be withheld for the greater part is not told at all, with a `Reason`. What is
   not told again stays as it was told before.

No linear programme is needed for this. The tests hold one, which attacks all tables of several
releases at once and knows nothing of the method.

**What it asks of its caller.** Tell each release once, and keep its memory: two ways of withholding
the same counts undo each other. Characteristics must not be made of each other (age in years beside
age in bands). Whatever else is computed by groups, such as means, comes from shown counts only. By
characteristics with many small groups, such as provinces, tell only at closing: who was told
together once is told so for good.

**What it does not do.** Readers who reason about whole people over *several* characteristics ("all
women said yes, and all who said yes are young") are not reckoned with. That a table is not told
says little, but not nothing, about its counts. Who was counted may always subtract themselves.
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
