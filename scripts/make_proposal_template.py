"""Write the Word templates of a proposal: the questions of the form, to be answered on paper.

Run from the root of the project: .venv/bin/python -m scripts.make_proposal_template
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

FOLDER = Path("kokreasi/proposals/layouts")
FONT = "Calibri"
QUESTION, ANSWER = Cm(5.4), Cm(11)
MADE = datetime(2026, 1, 1, tzinfo=UTC)

Question = tuple[str, str]


@dataclass(frozen=True)
class Words:
    """What stands in the template of one language."""

    file: str
    language: str
    title: str
    lead: str
    short: str
    more: str
    who: str
    rule: str
    short_questions: tuple[Question, ...]
    more_questions: tuple[Question, ...]
    who_questions: tuple[Question, ...]


INDONESIAN = Words(
    file="templat-usulan.docx",
    language="id-ID",
    title="Usulan untuk rencana aksi pemerintahan terbuka",
    lead="Isilah bersama, lalu salin ke formulir di situs. Bentuk singkat sudah cukup.",
    short="Bentuk singkat",
    more="Format global (boleh ditambahkan)",
    who="Pengusul",
    rule=(
        "Usulan diterima selama tahapan pengusulan dibuka, sampai tengah malam di Jakarta (WIB) "
        "pada hari terakhirnya."
    ),
    short_questions=(
        ("Judul", "Satu kalimat yang menyebutkan apa yang harus berubah, tanpa tautan."),
        ("Masalah publik", "Apa yang tidak beres, di mana, bagi siapa, dan sejak kapan."),
        ("Solusi yang diusulkan", "Siapa melakukan apa sampai kapan, sehingga dapat diperiksa."),
        ("Lembaga terkait", "Kementerian, lembaga, atau pemerintah daerah yang dapat memimpin."),
    ),
    more_questions=(
        ("Penyebab", "Mengapa masalah itu ada."),
        ("Hasil yang diharapkan", "Apa yang akan berbeda setelah masalahnya teratasi."),
        ("Nilai pemerintahan terbuka", "Transparansi, partisipasi, akuntabilitas."),
        ("Tujuan pembangunan berkelanjutan", "Nomor tujuan yang didukung."),
        ("Wilayah", "Provinsi, kabupaten, atau kota; kosongkan bila seluruh Indonesia."),
    ),
    who_questions=(
        ("Organisasi atau nama", "Nama warga hanya dimuat bila dikehendaki."),
        ("Pengusul bersama", "Organisasi lain yang akan diundang."),
    ),
)
ENGLISH = Words(
    file="proposal-template.docx",
    language="en-GB",
    title="Proposal for the open-government action plan",
    lead="Fill it in together, then copy it into the form on the site. The short form is enough.",
    short="Short form",
    more="Global format (may be added)",
    who="Proposers",
    rule=(
        "Proposals are taken while the stage that collects them is open, until midnight in Jakarta "
        "(WIB) of its last day."
    ),
    short_questions=(
        ("Title", "One sentence that says what should change, without a link."),
        ("Public problem", "What goes wrong, where, for whom, and since when."),
        ("Proposed solution", "Who does what until when, so that it can be checked."),
        ("Institutions concerned", "A ministry, agency or local government that could lead."),
    ),
    more_questions=(
        ("Causes", "Why the problem is there."),
        ("Expected result", "What will be different once it is solved."),
        ("Values of open government", "Transparency, participation, accountability."),
        ("Sustainable development goals", "Numbers of the goals that it serves."),
        ("Regions", "Provinces, regencies or cities; leave it empty for all of Indonesia."),
    ),
    who_questions=(
        ("Organisation or name", "A citizen's name is shown only where that is wished."),
        ("Co-authors", "Other organisations that will be invited."),
    ),
)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for words in (INDONESIAN, ENGLISH):
        _written(words).save(str(FOLDER / words.file))


def _written(words: Words) -> Word:
    word = Document()
    _page(word, words)
    word.add_heading(words.title, level=1)
    word.add_paragraph(words.lead)
    for heading, questions in (
        (words.short, words.short_questions),
        (words.more, words.more_questions),
        (words.who, words.who_questions),
    ):
        word.add_heading(heading, level=2)
        _questions(word, questions)
    _small(word.add_paragraph().add_run(words.rule))
    return word


def _page(word: Word, words: Words) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 11), ("Heading 1", 18), ("Heading 2", 13)):
        style = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x15, 0x22, 0x2A)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), words.language)
    word.styles["Normal"].element.get_or_add_rPr().append(language)
    facts = word.core_properties
    facts.title, facts.author, facts.language = words.title, "Kokreasi", words.language
    facts.created = facts.modified = MADE


def _questions(word: Word, questions: tuple[Question, ...]) -> None:
    table = word.add_table(rows=len(questions), cols=2)
    table.style, table.autofit = "Table Grid", False
    for row, (label, hint) in zip(table.rows, questions, strict=True):
        row.height = Cm(1.8)
        row.cells[0].width, row.cells[1].width = QUESTION, ANSWER
        _question(row.cells[0], label, hint)


def _question(cell: _Cell, label: str, hint: str) -> None:
    cell.paragraphs[0].add_run(label).bold = True
    _small(cell.add_paragraph().add_run(hint))


def _small(run: object) -> None:
    run.font.size = Pt(9)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
