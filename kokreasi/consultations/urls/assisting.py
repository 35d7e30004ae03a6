"""Addresses of answers on paper, from meetings and by WhatsApp."""

from django.urls import URLPattern, path

from kokreasi.consultations.views.assisting import desk, entry, printing

SHEETS = "<str:reference>/lembar/"
ONE = SHEETS + "<id:number>/"

public_urlpatterns: list[URLPattern] = []

urlpatterns: list[URLPattern] = [
    path("lembar/", desk.index, name="sheets-index"),
    path(SHEETS, desk.sheets, name="sheets"),
    path(SHEETS + "nomor/", desk.number, name="sheets-number"),
    path(SHEETS + "sisa/", desk.void_rest, name="sheets-rest"),
    path(SHEETS + "kosong.pdf", printing.master, name="sheet-master"),
    path(SHEETS + "<id:first>-<id:last>.pdf", printing.numbered, name="sheets-print"),
    path(SHEETS + "teks/", printing.chat, name="sheet-chat"),
    path(SHEETS + "baru/", entry.new, name="sheet-new"),
    path(ONE, entry.sheet, name="sheet"),
    path(ONE + "tanda-terima/", entry.receipt, name="sheet-receipt"),
    path(ONE + "batal/", desk.void, name="sheet-void"),
    path(ONE + "pulihkan/", desk.take_back, name="sheet-take-back"),
]
