"""Another provider of sign-ins (OpenID Connect), when the environment names one."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config import env


def openid_connect() -> dict[str, Any]:
    """Describe the one provider, or none at all, to the sign-in library."""
    if not env.OIDC_ISSUER:
        return {"APPS": []}
    if not (env.OIDC_CLIENT and env.OIDC_SECRET):
        raise ImproperlyConfigured("Set KOKREASI_OIDC_CLIENT and KOKREASI_OIDC_SECRET.")
    if not env.OIDC_ISSUER.startswith("https://"):
        raise ImproperlyConfigured("KOKREASI_OIDC_ISSUER must start with https://.")
    provider = {
        "provider_id": "oidc",
        "name": env.OIDC_NAME or env.OIDC_ISSUER,
        "client_id": env.OIDC_CLIENT,
        "secret": env.OIDC_SECRET,
        "settings": {"server_url": env.OIDC_ISSUER},
    }
    return {"APPS": [provider], "OAUTH_PKCE_ENABLED": True}
