"""From submission to the answer: the desk of the secretariat, reviewers, and the register."""

from django.urls import path

from kokreasi.proposals.views import deciding, register, replying, reviewing, screening, statuses

DESK = "ruang-kerja/usulan/"
STEPS = f"{DESK}status/"
REVIEWS = f"{DESK}penelaahan/"
ONE = f"{DESK}<str:reference>/"

urlpatterns = [
    path("tanggapan/", register.responses, name="responses"),
    path("usulan/<str:reference>/balas/", replying.reply, name="reply-to-answer"),
    path(
        "usulan/saya/<str:key>/<str:reference>/balas/",
        replying.reply_by_link,
        name="own-reply-to-answer",
    ),
    path(DESK, screening.desk, name="proposal-desk"),
    path(f"{DESK}tandai/", screening.mark, name="mark-proposals"),
    path(f"{DESK}putuskan/", deciding.decide, name="decide-proposals"),
    path(f"{DESK}terbitkan/", deciding.publish, name="publish-decisions"),
    path(STEPS, statuses.statuses, name="proposal-statuses"),
    path(f"{STEPS}tambah/", statuses.add, name="add-proposal-status"),
    path(f"{STEPS}<slug:code>/", statuses.change, name="change-proposal-status"),
    path(f"{STEPS}<slug:code>/pakai/", statuses.offer, name="offer-proposal-status"),
    path(REVIEWS, reviewing.mine, name="my-reviews"),
    path(f"{REVIEWS}<id:pk>/", reviewing.review, name="review"),
    path(f"{REVIEWS}<id:pk>/benturan/", reviewing.conflict, name="review-conflict"),
    path(f"{REVIEWS}<id:pk>/batalkan/", screening.ask_no_longer, name="cancel-review"),
    path(ONE, screening.screen, name="screen-proposal"),
    path(f"{ONE}langkah/", screening.move, name="move-proposal"),
    path(f"{ONE}penelaah/", screening.ask, name="ask-reviewers"),
    path(f"{ONE}pecah/", screening.split, name="split-proposal"),
    path(f"{ONE}jadikan/", screening.adopt, name="adopt-proposal"),
    path(f"{ONE}putusan/", deciding.change, name="change-decision"),
]
