"""Addresses for everybody, and those of writing: signed in, or by the link of a mail.

Addresses that begin with a word are asked before those that begin with a reference.
"""

from django.urls import URLPattern, path

from kokreasi.proposals.views import (
    beginning,
    choosing,
    guideline,
    mine,
    own,
    parts,
    public,
    supporting,
    writing,
)

PROPOSAL = "usulan/<str:reference>/"
OWN = "usulan/saya/<str:key>/"
DESK = "ruang-kerja/usulan/"


def _writing(prefix: str, name: str) -> list[URLPattern]:
    """Give the addresses at which a draft is written, below a prefix that says who writes."""
    return [
        path(prefix, writing.draft, name=f"{name}draft"),
        path(f"{prefix}bagian/<slug:name>/", writing.part, name=f"{name}draft-part"),
        path(f"{prefix}samping/", writing.sidelight, name=f"{name}draft-beside"),
        path(f"{prefix}bentuk/", writing.reshape, name=f"{name}draft-reshape"),
        path(f"{prefix}kirim/", writing.send, name=f"{name}draft-send"),
        path(f"{prefix}buang/", writing.discard, name=f"{name}draft-discard"),
        path(f"{prefix}organisasi/", choosing.suggestions, name=f"{name}draft-suggestions"),
        path(f"{prefix}lembaga/", parts.mention, name=f"{name}draft-mention"),
        path(f"{prefix}lembaga/<id:pk>/lepas/", parts.leave_out, name=f"{name}draft-leave-out"),
        path(f"{prefix}pengusul/", parts.invite, name=f"{name}draft-invite"),
        path(f"{prefix}pengusul/<id:pk>/keluar/", parts.leave, name=f"{name}draft-leave"),
        path(f"{prefix}berkas/", parts.enclose, name=f"{name}draft-enclose"),
        path(f"{prefix}berkas/<id:pk>/lepas/", parts.take_out, name=f"{name}draft-take-out"),
        path(f"{prefix}berkas/<id:pk>/<str:name>", parts.enclosure, name=f"{name}draft-file"),
    ]


urlpatterns = [
    path("usulan/", public.proposals, name="proposals"),
    path("usulan/pedoman/", guideline.guideline, name="proposal-guideline"),
    path("usulan/pedoman/templat.docx", guideline.template, name="proposal-template"),
    path("usulan/serupa/", beginning.similar_texts, name="similar-texts"),
    path("usulan/tulis/", beginning.begin, name="write-proposal"),
    path("usulan/saya/", own.lost_link, name="lost-link"),
    path(OWN, own.place, name="own-proposals"),
    path(f"{OWN}lupakan/", own.forget, name="own-forget"),
    path(f"{OWN}dukungan/<id:pk>/", own.confirm_support, name="own-support-confirm"),
    path(f"{OWN}dukungan/<id:pk>/tarik/", own.withdraw_support, name="own-support-withdraw"),
    path(f"{OWN}<str:reference>/dukung/", own.support, name="own-support"),
    path(f"{OWN}<str:reference>/tarik/", own.take_back, name="own-take-back"),
    *_writing(f"{OWN}<str:reference>/", "own-"),
    *_writing("usulan/tulis/<str:reference>/", ""),
    path(PROPOSAL, public.proposal, name="proposal"),
    path(f"{PROPOSAL}dukung/", supporting.support, name="support-proposal"),
    path(f"{PROPOSAL}dukung/<id:pk>/tarik/", supporting.withdraw, name="withdraw-support"),
    path(f"{PROPOSAL}gabung/", supporting.join, name="join-proposal"),
    path(f"{PROPOSAL}tarik/", mine.take_back, name="take-back-proposal"),
    path(f"{PROPOSAL}tampilkan/", mine.release, name="release-proposal"),
    path(f"{PROPOSAL}tahan/", mine.hold_back, name="hold-back-proposal"),
    path(f"{DESK}saya/", mine.mine, name="my-proposals"),
    path(f"{DESK}bergabung/<id:pk>/", mine.answer_joining, name="answer-joining"),
    path(f"{DESK}tertahan/", mine.held, name="held-proposals"),
]
