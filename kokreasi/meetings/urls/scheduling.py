"""Addresses of meetings: the secretariat's pages, and what everybody reads."""

from django.urls import path

from kokreasi.meetings.views import agenda, papers, public, scheduling, states

MEETING = "<str:reference>/"
ITEM = MEETING + "acara/<id:pk>/"
PAPER = MEETING + "berkas/<id:pk>/"

urlpatterns = [
    path("", scheduling.index, name="index"),
    path("baru/", scheduling.create, name="create"),
    path("tentang/", agenda.suggestions, name="suggestions"),
    path(MEETING, scheduling.edit, name="edit"),
    path(MEETING + "bagian/<slug:name>/", scheduling.section, name="section"),
    path(MEETING + "rencana/", scheduling.move_to_plan, name="plan"),
    path(MEETING + "rangkaian/", scheduling.name_series, name="series"),
    path(MEETING + "umumkan/", states.announce, name="announce"),
    path(MEETING + "terlaksana/", states.hold, name="hold"),
    path(MEETING + "batal/", states.cancel, name="cancel"),
    path(MEETING + "tarik/", states.withdraw, name="withdraw"),
    path(MEETING + "lanjutan/", states.follow, name="next"),
    path(MEETING + "acara/", agenda.add, name="agenda-add"),
    path(ITEM, agenda.item, name="agenda-item"),
    path(ITEM + "hapus/", agenda.remove, name="agenda-remove"),
    path(ITEM + "geser/<slug:way>/", agenda.move, name="agenda-move"),
    path(MEETING + "tentang/", agenda.discuss, name="discuss"),
    path(MEETING + "tentang/<id:pk>/lepas/", agenda.leave_out, name="leave-out"),
    path(MEETING + "berkas/", papers.index, name="papers"),
    path(PAPER, papers.edit, name="paper"),
    path(PAPER + "hapus/", papers.remove, name="paper-remove"),
]
public_urlpatterns = [
    path("pertemuan/", public.meetings, name="meetings-list"),
    path("pertemuan/" + MEETING, public.meeting, name="meeting"),
    path("pertemuan/" + MEETING + "versi/<id:number>/", public.meeting, name="meeting-version"),
    path("pertemuan/" + PAPER + "<str:name>", papers.paper, name="meeting-paper"),
    path("pertemuan/" + PAPER + "<id:side>/<str:name>", papers.picture, name="meeting-picture"),
]
