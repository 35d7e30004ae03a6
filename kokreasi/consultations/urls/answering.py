"""Addresses of consultations and of answering them."""

from django.urls import URLPattern, path

from kokreasi.consultations.views import public
from kokreasi.consultations.views.answering import checking, pages, saving, sending

public_urlpatterns: list[URLPattern] = [
    path("konsultasi/", public.consultations, name="consultations-list"),
    path("konsultasi/<str:reference>/", public.consultation, name="consultation"),
    path("konsultasi/<str:reference>/kode.svg", public.code, name="consultation-code"),
    path("k/<str:code>/", public.short, name="consultation-short"),
    path("konsultasi/<str:reference>/isi/", pages.begin, name="answer-begin"),
    path("konsultasi/<str:reference>/isi/halaman/<str:place>/", pages.step, name="answer-step"),
    path("konsultasi/<str:reference>/isi/periksa/", sending.review, name="answer-review"),
    path("konsultasi/<str:reference>/isi/kirim/", sending.send, name="answer-send"),
    path("konsultasi/<str:reference>/isi/selesai/", sending.receipt, name="answer-receipt"),
    path("konsultasi/<str:reference>/isi/simpan/", saving.save, name="answer-save"),
    path("konsultasi/<str:reference>/isi/hapus/", saving.discard, name="answer-discard"),
    path("konsultasi/<str:reference>/isi/wilayah/", saving.region_names, name="answer-regions"),
    path("tanda-terima/", checking.check, name="receipt-check"),
]

urlpatterns: list[URLPattern] = []
