from django.urls import path
from django.views.decorators.http import require_safe

from kokreasi.portal import drafts, views
from kokreasi.portal.feeds import ChangesFeed, RecordFeed

urlpatterns = [
    path("", views.home, name="home"),
    path("rencana/", views.plans, name="plans"),
    path("rencana/<str:reference>/", views.plan, name="plan"),
    path("rencana/<str:reference>/tantangan/", views.plan_challenges, name="plan-challenges"),
    path("tahapan/<str:reference>/", views.stage, name="stage"),
    path("tantangan/", views.challenges, name="challenges"),
    path("tantangan/<str:reference>/", views.challenge, name="challenge"),
    path("komitmen/", views.commitments, name="commitments"),
    path("komitmen/<str:reference>/", views.commitment, name="commitment"),
    path(
        "komitmen/<str:reference>/versi/<int:number>/", views.commitment, name="commitment-version"
    ),
    path("komitmen/masukan/<str:key>/", drafts.my_remarks, name="my-remarks"),
    path("komitmen/<str:reference>/rancangan/<int:number>/", drafts.draft, name="commitment-draft"),
    path(
        "komitmen/<str:reference>/rancangan/<int:number>/masukan/",
        drafts.remark,
        name="draft-remark",
    ),
    path(
        "komitmen/<str:reference>/rancangan/<int:number>/masuk/",
        drafts.enter,
        name="draft-enter",
    ),
    path("organisasi/", views.organisations, name="organisations"),
    path("organisasi/<str:reference>/", views.organisation, name="organisation"),
    path("perubahan/", views.changes, name="changes"),
    path("perubahan/atom.xml", require_safe(ChangesFeed()), name="feed"),
    path("r/<str:reference>/atom.xml", require_safe(RecordFeed()), name="record-feed"),
    path("r/<str:reference>/versi/<id:number>.json", views.version_content, name="version-content"),
    path("r/<str:reference>/jejak.json", views.way, name="way"),
    path("cari/", views.search, name="search"),
    path("tentang/", views.about, name="about"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("privasi/", views.privacy, name="privacy"),
]
