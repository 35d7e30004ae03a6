"""Every address of the site: Indonesian at the root, English below /en/."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.decorators.http import require_safe

from kokreasi.core import views as core
from kokreasi.people import views as people
from kokreasi.portal import views as portal
from kokreasi.portal.sitemaps import SITEMAPS

# Libraries bring these: they would show secrets of sign-in, and write past our services.
admin.site.unregister([Authenticator, EmailAddress, Group, SocialAccount, SocialApp, SocialToken])

urlpatterns = [
    path("healthz", core.healthz, name="healthz"),
    path("readyz", core.readyz, name="readyz"),
    path("admin/login/", people.admin_sign_in, name="admin_sign_in"),
    path("admin/", admin.site.urls),
    path("sitemap.xml", require_safe(sitemaps.index), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<section>.xml",
        require_safe(sitemaps.sitemap),
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
    path("robots.txt", portal.robots, name="robots"),
    path(".well-known/security.txt", portal.security, name="security"),
    path("", include("kokreasi.people.provider_urls")),
    *i18n_patterns(
        path("", include("kokreasi.people.urls")),
        path("", include("kokreasi.register.urls")),
        path("", include("kokreasi.exchange.urls")),
        path("", include("kokreasi.organisations.urls")),
        path("", include("kokreasi.conversations.urls")),
        path("", include("kokreasi.portal.urls")),
        path("", include("kokreasi.plans.urls.public")),
        path("", include("kokreasi.vocabularies.urls")),
        path("ruang-kerja/", include("kokreasi.workspace.urls")),
        path("ruang-kerja/rencana/", include("kokreasi.plans.urls")),
        path("", include("kokreasi.proposals.urls.public")),
        path("", include("kokreasi.proposals.urls.deciding")),
        path("ruang-kerja/rencana/", include("kokreasi.proposals.urls.matrix")),
        path("", include("kokreasi.meetings.urls.public")),
        path("ruang-kerja/rapat/", include("kokreasi.meetings.urls")),
        path("", include("kokreasi.consultations.urls.public")),
        path("ruang-kerja/konsultasi/", include("kokreasi.consultations.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "kokreasi.core.views.bad_request"
handler500 = "kokreasi.core.views.failed"
