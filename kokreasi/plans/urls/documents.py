"""Addresses of the documents of a plan: the secretariat's page, and the files for everybody."""

from django.urls import path

from kokreasi.plans.views import documents

HERE = "<slug:code>/dokumen/"

urlpatterns = [
    path(HERE, documents.index, name="documents"),
    path(f"{HERE}kemajuan/", documents.progress, name="documents-progress"),
    path(f"{HERE}buat/", documents.order, name="documents-order"),
    path(f"{HERE}rancangan.pdf", documents.draft, name="documents-draft"),
    path(f"{HERE}<int:pk>/ulang/", documents.make_anew, name="document-anew"),
]
public_urlpatterns = [
    path(
        "rencana/<str:reference>/dokumen/v<id:number>/<slug:kind>/<slug:language>/",
        documents.document,
        name="plan-document",
    ),
    path(
        "komitmen/<str:reference>/templat-ogp.docx",
        documents.commitment_template,
        name="commitment-template",
    ),
]
