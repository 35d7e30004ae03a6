"""Consultations: how they are built, what people answer, and what is made of it."""

from kokreasi.consultations.models.answering import Background, Draft, Submission, Trace
from kokreasi.consultations.models.assisting import AnswerFile, Sheet
from kokreasi.consultations.models.building import Option, Page, Question, QuestionnaireTemplate
from kokreasi.consultations.models.consultations import Consultation, Part
from kokreasi.consultations.models.findings import (
    Coding,
    Finding,
    Quotation,
    TextComment,
    ThemeSuggestion,
)
from kokreasi.consultations.models.results import Result, ResultFile
from kokreasi.consultations.models.statements import Participant, Statement, Vote, VoteFile

__all__ = [
    "AnswerFile",
    "Background",
    "Coding",
    "Consultation",
    "Draft",
    "Finding",
    "Option",
    "Page",
    "Part",
    "Participant",
    "Question",
    "QuestionnaireTemplate",
    "Quotation",
    "Result",
    "ResultFile",
    "Sheet",
    "Statement",
    "Submission",
    "TextComment",
    "ThemeSuggestion",
    "Trace",
    "Vote",
    "VoteFile",
]
