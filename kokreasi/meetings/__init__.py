"""Meetings: invitations, attendance, minutes and the follow-ups that return until they are done."""
