"""Addresses of invitations: who is invited, and where that is answered."""

from django.urls import path

from kokreasi.meetings.views import answers, invitations

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
]
