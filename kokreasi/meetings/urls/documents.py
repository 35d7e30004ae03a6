"""Addresses of minutes as documents, and of the template for them."""

from django.urls import path, re_path

from kokreasi.meetings.views import documents

urlpatterns = [
    path("kop-surat/", documents.stationery, name="stationery"),
    path("kop-surat/templat/", documents.bring_template, name="template-bring"),
    path("kop-surat/templat/bawaan/", documents.drop_template, name="template-drop"),
    path("kop-surat/templat/notula.docx", documents.template, name="template"),
    re_path(r"^(?P<reference>[^/]+)/notula\.(?P<ending>docx|pdf)\Z", documents.draft, name="draft"),
]
public_urlpatterns = [
    re_path(
        r"^pertemuan/(?P<reference>[^/]+)/notula\.(?P<ending>docx|pdf|json)\Z",
        documents.document,
        name="meeting-document",
    ),
]
