import json, time
from random import Random
import pytest
from kokreasi.consultations.tests.answers import *
from kokreasi.consultations.tests.factories import published
from kokreasi.consultations.results.sheets import ResultSheet

def test_smoke(db):
    c = published()
    rng = Random(1)
    keep_all(c, [by_chance(rng) for _ in range(400)], channel=lambda n: Channel.PAPER if n % 7 == 0 else Channel.WEB)
    t=time.time()
    r = result_of(c)
    print(time.time()-t)
    s = ResultSheet.read(r.content)
    for q in s.questions:
        print(q.key, q.kind, [o.key for o in q.options], q.tallies)
    print(json.dumps(s.release)[:3000])
    print(s.begun, s.people, s.finished, s.channels, s.no_rows, s.untabled, len(json.dumps(r.content)))
    print(s.content()==r.content)
    for f in r.files.all(): print(f.file.open().read()[:600].decode())
