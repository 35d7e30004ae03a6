"""Meetings and everything that belongs to one."""

from kokreasi.meetings.models.attendance import Attendance, Invitee, Representation, Tally
from kokreasi.meetings.models.follow_ups import Carrying, FollowUp, Reminder
from kokreasi.meetings.models.meetings import AgendaItem, Meeting, Paper, Series
from kokreasi.meetings.models.minutes import Correction, Edition, Minutes, Point, Section, Veil
from kokreasi.meetings.models.notes import Note
from kokreasi.meetings.models.stationery import Stationery

__all__ = [
    "AgendaItem",
    "Attendance",
    "Carrying",
    "Correction",
    "Edition",
    "FollowUp",
    "Invitee",
    "Meeting",
    "Minutes",
    "Note",
    "Paper",
    "Point",
    "Reminder",
    "Representation",
    "Section",
    "Series",
    "Stationery",
    "Tally",
    "Veil",
]
