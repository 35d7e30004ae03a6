"""Addresses of attendance: the secretariat's list, and the phone with which one checks in."""

from django.urls import path

from kokreasi.meetings.views import attendance, attendance_tables, check_in

_LIST = "<str:reference>/kehadiran/"

urlpatterns = [
    path(_LIST, attendance.page, name="attendance"),
    path(f"{_LIST}tambah/", attendance.add, name="add-attendance"),
    path(f"{_LIST}centang/", attendance.tick, name="tick-invitees"),
    path(f"{_LIST}<id:pk>/hapus/", attendance.remove, name="remove-attendance"),
    path(f"{_LIST}kode/", attendance.switch_check_in, name="switch-check-in"),
    path(f"{_LIST}impor/", attendance_tables.upload, name="import-attendance"),
    path(f"{_LIST}impor/putuskan/", attendance_tables.decide, name="decide-attendance"),
    path(f"{_LIST}daftar-hadir.<str:ending>", attendance_tables.file, name="attendance-file"),
    path(f"{_LIST}layar/", attendance.screen, name="check-in-screen"),
    path(f"{_LIST}kelompok/", attendance.publish_tally, name="publish-tally"),
]
public_urlpatterns = [
    path("presensi/", check_in.door, name="check-in-door"),
    path("presensi/tanda/<str:token>/", check_in.receipt, name="check-in-receipt"),
    path("presensi/<str:code>/", check_in.sheet, name="check-in"),
]
