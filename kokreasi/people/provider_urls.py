"""Sign-in by another provider (OpenID Connect); outside the languages, for a provider knows one
address to come back to."""

from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path

urlpatterns = [
    path("masuk/penyedia/<str:provider_id>/", openid_connect.login, name="openid_connect_login"),
    path(
        "masuk/penyedia/<str:provider_id>/kembali/",
        openid_connect.callback,
        name="openid_connect_callback",
    ),
    path("masuk/batal/", provider.login_cancelled, name="socialaccount_login_cancelled"),
    path("masuk/gagal/", provider.login_error, name="socialaccount_login_error"),
]
