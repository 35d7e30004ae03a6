"""The consultation of 2018 as it was published: 17 answers, 19 choices, three women."""

import pytest

from kokreasi.consultations.choices import Channel, Characteristic, QuestionKind
from kokreasi.consultations.results.by_group import characterised
from kokreasi.consultations.results.reading import questions_of
from kokreasi.consultations.results.sheets import ResultSheet
from kokreasi.consultations.tests.answers import result_of, send_all
from kokreasi.consultations.tests.factories import (
    add_page,
    add_question,
    make_consultation,
    published,
)
from kokreasi.core.bilingual import Bilingual
from kokreasi.register import services as register

SINGLE = [f"other{number}" for number in range(12)]
CHOICES = [["budget"]] * 3 + [["law"]] * 2 + [["forum"]] * 2 + [[each] for each in SINGLE[:8]]
BOTH = [SINGLE[8:10], SINGLE[10:12]]
SCORES = (8, 8, 9, 8, 7, 8, 8, 10, 8, 6, 8, 8, 9, 8, 8, 7, 8)


@pytest.fixture
def result(db):
    consultation = make_consultation(title="Draft plan 2018")
    page = add_page(consultation)
    add_question(page, "topics", QuestionKind.MULTIPLE, choices=("budget", "law", "forum", *SINGLE))
    for key in ("clarity", "use", "doing"):
        add_question(page, key, QuestionKind.SCALE, lowest=1, highest=10)
    add_question(page, "gender", choices=("male", "female"), characteristic=Characteristic.GENDER)
    consultation = published(consultation)
    for measure, number in (("men", 14), ("women", 3)):
        register.state(
            consultation.record,
            measure=measure,
            label=Bilingual(id=measure),
            value=number,
            source=Bilingual(id="Artikel OGI"),
            by=None,
        )
    send_all(consultation, people(), channel=Channel.FORM)
    return result_of(consultation)


def people():
    for place, (topics, score) in enumerate(zip([*CHOICES, *BOTH], SCORES, strict=True)):
        gender = "female" if place in {1, 6, 11} else "male"
        scores = dict.fromkeys(("clarity", "use", "doing"), score)
        yield {"topics": topics, "gender": gender, **scores}


def test_the_figures_of_2018_name_their_base(result) -> None:
    sheet = ResultSheet.read(result.content)
    topics, clarity, *_rest = questions_of(sheet)

    figures = {bar.label.id.split()[0]: (bar.figure, bar.beside) for bar in topics.bars}
    assert sheet.people == 17
    assert figures["budget"] == ("3 dari 19 pilihan (16\xa0%)", "3 dari 17 orang (18\xa0%)")
    assert figures["law"][0] == figures["forum"][0] == "2 dari 19 pilihan (11\xa0%)"
    assert clarity.sentence.startswith(
        "Nilai yang paling sering diberikan adalah 8, oleh 11 dari 17 orang (65\xa0%)."
    )


def test_three_women_are_in_no_table(result) -> None:
    sheet = ResultSheet.read(result.content)

    (gender,) = characterised(sheet)
    assert gender.bars == ()
    assert "begitu kecil" in gender.why_not
    assert not any(name == "gender" for name, _question in sheet.told.tables)
    assert [(each.value, each.source.id) for each in sheet.stated] == [
        ("14", "Artikel OGI"),
        ("3", "Artikel OGI"),
    ]


def test_the_page_says_what_the_report_of_2018_could_not(result, client) -> None:
    result.published_at = result.made_at
    result.save()

    page = client.get(f"/konsultasi/{result.consultation.reference}/hasil/").content.decode()

    assert "17 orang menjawab" in page
    assert "3 dari 19 pilihan (16\xa0%)" in page
    assert "Menurut sumber" in page
