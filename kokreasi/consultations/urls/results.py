"""Addresses of results: for everybody, and the secretariat's page."""

from django.urls import URLPattern, path

from kokreasi.consultations.views.results import downloads, public, stating, work

HERE = "konsultasi/<str:reference>/hasil/"
WORK = "<str:reference>/hasil/"

public_urlpatterns: list[URLPattern] = [
    path(HERE, public.latest, name="consultation-results"),
    path(f"{HERE}<id:number>/", public.result, name="consultation-result"),
    path(f"{HERE}<id:number>/menurut/<slug:key>/", public.by_group, name="result-by-group"),
    path(f"{HERE}<id:number>/hasil.json", downloads.sheet, name="result-json"),
    path(f"{HERE}<id:number>/kamus.<slug:ending>", downloads.codebook, name="result-codebook"),
    path(f"{HERE}<id:number>/jawaban.csv", downloads.rows, name="result-rows"),
    path(
        f"{HERE}<id:number>/laporan/<slug:kind>/<slug:language>/",
        downloads.report,
        name="result-report",
    ),
]

urlpatterns: list[URLPattern] = [
    path(WORK, work.results, name="results"),
    path(f"{WORK}kemajuan/", work.progress, name="results-progress"),
    path(f"{WORK}hitung/", work.count, name="results-count"),
    path(f"{WORK}sumber/", stating.figures, name="stated-figures"),
    path(f"{WORK}sumber/<id:pk>/", stating.figure, name="stated-figure"),
    path(f"{WORK}sumber/<id:pk>/hapus/", stating.retract, name="stated-retract"),
    path(f"{WORK}<id:number>/ulang/", work.retry, name="result-retry"),
    path(f"{WORK}<id:number>/terbitkan/", work.publish, name="result-publish"),
]
