"""Addresses of the secretariat's pages, below /ruang-kerja/rencana/."""

from django.urls import path

from kokreasi.plans.urls import confirming, documents
from kokreasi.plans.views import (
    challenges,
    choosing,
    commitments,
    drafting,
    parts,
    plans,
    publishing,
    records,
    stages,
    themes,
)

app_name = "plans"

PLAN = "<slug:code>/"
STAGE = PLAN + "tahapan/<int:pk>/"
RECORD = PLAN + "catatan/<str:reference>/"
CHALLENGE = PLAN + "tantangan/<int:pk>/"
COMMITMENT = PLAN + "komitmen/<str:reference>/"

urlpatterns = [
    *documents.urlpatterns,
    path("", plans.index, name="index"),
    path("baru/", plans.create, name="create"),
    path("lembaga/", choosing.suggestions, name="suggestions"),
    *confirming.before_plans,
    path(PLAN, plans.overview, name="overview"),
    path(PLAN + "ubah/", plans.edit, name="edit"),
    path(PLAN + "semester/", plans.semesters, name="semesters"),
    path(PLAN + "buka/", plans.open_plan, name="open"),
    path(PLAN + "salin/", plans.copy, name="copy"),
    path(PLAN + "terbit/", publishing.publish, name="publish"),
    path(PLAN + "tahapan/baru/", stages.add, name="stage-add"),
    path(STAGE, stages.edit, name="stage"),
    path(STAGE + "hapus/", stages.remove, name="stage-remove"),
    path(RECORD + "berkas/", records.files, name="files"),
    path(RECORD + "berkas/<int:pk>/lepas/", records.detach, name="detach"),
    path(RECORD + "angka/", records.figures, name="figures"),
    path(RECORD + "angka/<int:pk>/", records.figure, name="figure"),
    path(RECORD + "angka/<int:pk>/hapus/", records.retract, name="retract"),
    path(PLAN + "tema/", themes.index, name="themes"),
    path(PLAN + "tema/<int:pk>/", themes.edit, name="theme"),
    path(PLAN + "tema/<int:pk>/hapus/", themes.remove, name="theme-remove"),
    path(PLAN + "tantangan/", challenges.index, name="challenges"),
    path(PLAN + "tantangan/baru/", challenges.add, name="challenge-add"),
    path(PLAN + "tantangan/terbit/", challenges.publish, name="challenges-publish"),
    path(CHALLENGE, challenges.edit, name="challenge"),
    path(CHALLENGE + "masukan/", challenges.give_input, name="challenge-input"),
    path(CHALLENGE + "nilai/", challenges.score, name="challenge-score"),
    path(CHALLENGE + "prioritas/", challenges.prioritise, name="challenge-priority"),
    path(PLAN + "komitmen/", commitments.index, name="commitments"),
    path(PLAN + "komitmen/baru/", commitments.create, name="commitment-add"),
    path(COMMITMENT, commitments.edit, name="commitment"),
    path(COMMITMENT + "bagian/<slug:name>/", commitments.section, name="section"),
    path(COMMITMENT + "kurang/", commitments.missing, name="missing"),
    path(COMMITMENT + "pratinjau/", commitments.preview, name="preview"),
    path(COMMITMENT + "buang/", commitments.discard, name="commitment-discard"),
    path(COMMITMENT + "tarik/", publishing.withdraw, name="withdraw"),
    path(COMMITMENT + "rancangan/", drafting.drafts, name="drafts"),
    path(PLAN + "masukan/", drafting.inbox, name="remarks"),
    path(PLAN + "masukan/<int:pk>/", drafting.answer, name="remark"),
    path(COMMITMENT + "lembaga/", parts.involve, name="involve"),
    path(COMMITMENT + "lembaga/<int:pk>/", parts.contact, name="contact"),
    path(COMMITMENT + "lembaga/<int:pk>/lepas/", parts.leave, name="leave"),
    path(COMMITMENT + "tonggak/", parts.add_milestone, name="milestone-add"),
    path(COMMITMENT + "tonggak/<int:pk>/", parts.milestone, name="milestone"),
    path(COMMITMENT + "tonggak/<int:pk>/hapus/", parts.remove_milestone, name="milestone-remove"),
    path(COMMITMENT + "indikator/", parts.add_indicator, name="indicator-add"),
    path(COMMITMENT + "indikator/<int:pk>/", parts.indicator, name="indicator"),
    path(COMMITMENT + "indikator/<int:pk>/target/", parts.targets, name="targets"),
    path(COMMITMENT + "indikator/<int:pk>/hapus/", parts.remove_indicator, name="indicator-remove"),
    *confirming.urlpatterns,
]
