"""Every address of the site: Indonesian at the root, English below /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from kokreasi.core import views as core

urlpatterns = [
    path("healthz", core.healthz, name="healthz"),
    path("readyz", core.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("kokreasi.register.urls")),
        prefix_default_language=False,
    ),
]
