"""Addresses of writing a questionnaire."""

from django.urls import URLPattern, path

from kokreasi.consultations.views.building import (
    conditions,
    consultations,
    desk,
    files,
    page,
    preview,
    publishing,
    question,
    questionnaire,
)

ONE = "<str:reference>/"
ALL = ONE + "pertanyaan/"
PAGE = ALL + "halaman/<id:pk>/"
QUESTION = ALL + "<id:pk>/"

public_urlpatterns: list[URLPattern] = []

urlpatterns: list[URLPattern] = [
    path("", consultations.index, name="index"),
    path("baru/", consultations.create, name="create"),
    path("templat/", consultations.templates, name="templates"),
    path("templat/<id:pk>/hapus/", consultations.remove_template, name="template-remove"),
    path(ONE, desk.edit, name="edit"),
    path(ONE + "bagian/<slug:name>/", desk.section, name="section"),
    path(ONE + "jenis/", desk.choose_parts, name="parts"),
    path(ONE + "jenis/<slug:kind>/", desk.part, name="part"),
    path(ONE + "salin/", consultations.copy, name="copy"),
    path(ALL, questionnaire.index, name="questions"),
    path(ALL + "templat/", consultations.keep_template, name="template-keep"),
    path(ALL + "blok/", questionnaire.add_block, name="block-add"),
    path(ALL + "impor/", files.upload, name="questions-import"),
    path(ALL + "impor/terima/", files.take, name="questions-take"),
    path(ALL + "ekspor/<str:ending>/", files.export, name="questions-export"),
    path(ALL + "halaman/", questionnaire.add_page, name="page-add"),
    path(PAGE, page.page, name="page"),
    path(PAGE + "simpan/", page.save_page, name="page-save"),
    path(PAGE + "tambah/", questionnaire.add_question, name="question-add"),
    path(PAGE + "geser/<slug:way>/", questionnaire.move_page, name="page-move"),
    path(PAGE + "hapus/", questionnaire.remove_page, name="page-remove"),
    path(ALL + "syarat/<slug:kind>/<id:pk>/", conditions.add, name="condition-add"),
    path(ALL + "syarat/<slug:kind>/<id:pk>/hapus/", conditions.remove, name="condition-remove"),
    path(QUESTION, question.question, name="question"),
    path(QUESTION + "kartu/<slug:name>/", question.save_question, name="question-save"),
    path(QUESTION + "daftar/<slug:name>/", question.save_options, name="options-save"),
    path(QUESTION + "tempat/", question.put_on, name="question-put"),
    path(QUESTION + "geser/<slug:way>/", questionnaire.move_question, name="question-move"),
    path(QUESTION + "gandakan/", questionnaire.duplicate, name="question-duplicate"),
    path(QUESTION + "hapus/", questionnaire.remove_question, name="question-remove"),
    path(ONE + "pratinjau/", preview.preview, name="preview"),
    path(ONE + "periksa/", publishing.check, name="check"),
    path(ONE + "terbitkan/", publishing.publish, name="publish"),
    path(ONE + "perbaiki/", publishing.correct, name="correct"),
    path(ONE + "waktu/", publishing.days, name="days"),
    path(ONE + "tarik/", publishing.withdraw, name="withdraw"),
]
