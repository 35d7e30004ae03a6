"""Addresses of findings and responses."""

from django.urls import URLPattern, path

from kokreasi.consultations.views import coding, findings, writings

OF_CONSULTATION = "<str:reference>/temuan/"
FINDING = "temuan/<str:reference>/"
CODED = FINDING + "teks/<id:pk>/"

public_urlpatterns: list[URLPattern] = [
    path(FINDING, findings.finding, name="finding"),
]

urlpatterns: list[URLPattern] = [
    path(OF_CONSULTATION, coding.index, name="findings"),
    path(OF_CONSULTATION + "teks/", writings.texts, name="texts"),
    path(OF_CONSULTATION + "usulan-mesin/", writings.suggestions, name="suggestions"),
    path(OF_CONSULTATION + "terbitkan/", coding.publish, name="publish-findings"),
    path(FINDING, coding.finding, name="finding"),
    path(FINDING + "jawaban/", coding.answer, name="answer-finding"),
    path(FINDING + "buang/", coding.discard, name="discard-finding"),
    path(CODED + "lepas/", coding.take_out, name="take-out-text"),
    path(CODED + "kutip/", coding.quote, name="quote-text"),
]
