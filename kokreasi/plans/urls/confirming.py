"""Confirmations, making a plan final, and amendments."""

from django.urls import path

from kokreasi.plans.views import amending, confirming, finalising, signing

PLAN = "<slug:code>/"
COMMITMENT = PLAN + "komitmen/<str:reference>/"
CONFIRMING = PLAN + "konfirmasi/"

before_plans = [
    path("konfirmasi/", signing.mine, name="my-confirmations"),
]
urlpatterns = [
    path(CONFIRMING, confirming.index, name="confirmations"),
    path(CONFIRMING + "rancangan/", confirming.prepare, name="confirmations-prepare"),
    path(CONFIRMING + "minta/", confirming.ask, name="confirmations-ask"),
    path(CONFIRMING + "surat/<str:body>/", confirming.letter, name="confirmation-letter"),
    path(CONFIRMING + "<int:pk>/tarik/", confirming.withdraw, name="confirmation-withdraw"),
    path(CONFIRMING + "<str:reference>/<int:number>/", signing.sign, name="confirm"),
    path(PLAN + "finalisasi/", finalising.finalise, name="finalise"),
    path(COMMITMENT + "perubahan/", amending.amend, name="amend"),
]
