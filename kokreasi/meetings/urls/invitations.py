"""Addresses of invitations: who is invited, where that is answered, and public calendars."""

from django.urls import path

from kokreasi.meetings.views import answers, calendars, invitations

urlpatterns = [
    path("undangan/", answers.mine, name="my-invitations"),
    path("undangan/<id:pk>/", answers.answer_mine, name="my-invitation"),
    path("undangan/<id:pk>/undangan.ics", answers.appointment_mine, name="my-appointment"),
    path("<str:reference>/undangan/", invitations.invitees, name="invitees"),
    path("<str:reference>/undangan/kirim/", invitations.invite, name="invite"),
    path("<str:reference>/undangan/kabari/", invitations.tell_changes, name="tell-changes"),
    path("<str:reference>/undangan/<id:pk>/tarik/", invitations.withdraw, name="withdraw-invitee"),
]
public_urlpatterns = [
    path("hadir/<str:key>/", answers.answer, name="answer"),
    path("hadir/<str:key>/undangan.ics", answers.appointment, name="appointment"),
    path("kalender/<str:kind>/<str:reference>.ics", calendars.calendar, name="calendar"),
]
