"""Opinion groups on votes of agree, disagree and pass: the published Polis method, with safeguards.

The method: Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis: Scaling deliberation by mapping
high dimensional opinion spaces", Recerca 26 (2021). The public interface is five names:

- `grouping.group(votes)` finds the groups, or says why none are offered (tasks only: numpy),
- `standing.stand(result, own_votes)` says where one participant stands,
- `results.Result` is what is kept and shown,
- `polis_csv` reads, and `polis_export` writes, the layout of public Polis data sets.

Two camps of twenty with one voice each, who agree on statement 7, and on nothing else:

>>> from kokreasi.insights.opinions.grouping import group
>>> from kokreasi.insights.opinions.results import Result
>>> from kokreasi.insights.opinions.standing import stand
>>> from kokreasi.insights.opinions.votes import Votes
>>> people, statements, values = zip(*(
...     (person, statement, 1 if person < 20 or statement == 7 else -1)
...     for person in range(40)
...     for statement in range(8)
... ))
>>> result = group(Votes.of(people, statements, values))
>>> [(each.letter, each.size) for each in result.groups]
[('A', 20), ('B', 20)]
>>> result.consensus
(Leaning(statement=7, way=<Way.AGREE: 'agree'>),)
>>> result.dividing
(0, 1, 2, 3, 4, 5, 6)
>>> kept = result.as_json()
>>> mine = {statement: 1 for statement in range(8)}
>>> stand(Result.from_json(kept), mine).letter in "AB"
True
>>> stand(result, {7: 1}) is None
True

Differences from Polis, all on the side of caution: groups are only offered from a number of people
and statements on (`grouping.Limits`), with at least k people each, and where they are clearer than
chance makes them (`chance`); consensus is asked of every group, not of all people together; and
what is said of groups is worked out from bands of their counts (`bands`, `verdicts`). Statements
that moderation took away are left out altogether, where Polis counts them as passed by everybody.
"""
