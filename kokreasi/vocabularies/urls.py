from django.urls import path

from kokreasi.vocabularies import views

urlpatterns = [
    path("kosakata/", views.vocabularies, name="vocabularies"),
    path("kosakata/<slug:vocabulary>/", views.vocabulary, name="vocabulary"),
    path("kosakata/<slug:vocabulary>/<str:code>/", views.term, name="term"),
    path("wilayah/cari", views.region_search, name="region-search"),
    path("wilayah/<slug:scheme>/<str:code>/", views.region, name="region"),
    path("ruang-kerja/kosakata/<slug:vocabulary>/tambah/", views.add_term, name="term-add"),
    path(
        "ruang-kerja/kosakata/<slug:vocabulary>/<str:code>/ubah/",
        views.change_term,
        name="term-change",
    ),
    path(
        "ruang-kerja/kosakata/<slug:vocabulary>/<str:code>/akhiri/",
        views.retire_term,
        name="term-retire",
    ),
    path(
        "ruang-kerja/kosakata/<slug:vocabulary>/<str:code>/berlakukan/",
        views.reinstate_term,
        name="term-reinstate",
    ),
    path("ruang-kerja/wilayah/tambah/", views.add_region, name="region-add"),
    path(
        "ruang-kerja/wilayah/<slug:scheme>/<str:code>/akhiri/",
        views.retire_region,
        name="region-retire",
    ),
    path(
        "ruang-kerja/wilayah/<slug:scheme>/<str:code>/berlakukan/",
        views.reinstate_region,
        name="region-reinstate",
    ),
]
