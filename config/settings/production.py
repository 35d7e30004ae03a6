"""What a public installation uses. Whatever is missing stops the start with its name."""

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.settings.base import *


def _require(**settings: object) -> None:
    missing = [f"KOKREASI_{name}" for name, value in settings.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"Set {', '.join(missing)} (see docs/operations/settings.md).")


_require(
    SECRET_KEY=env.SECRET_KEY,
    HOSTS=env.HOSTS,
    MAIL_URL=env.MAIL,
    PROTECTION_OFFICER=env.PROTECTION_OFFICER,
)
if not env.ORIGIN.startswith("https://"):
    raise ImproperlyConfigured("KOKREASI_ORIGIN must start with https:// in production.")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if env.BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if env.CACHE:
    CACHES |= {"default": env.CACHE, "pages": env.CACHE | {"KEY_PREFIX": "pages"}}

if env.MAIL:
    EMAIL_HOST = env.MAIL["EMAIL_HOST"]
    EMAIL_PORT = env.MAIL["EMAIL_PORT"]
    EMAIL_HOST_USER = env.MAIL["EMAIL_HOST_USER"]
    EMAIL_HOST_PASSWORD = env.MAIL["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS = env.MAIL["EMAIL_USE_TLS"]
    EMAIL_USE_SSL = env.MAIL["EMAIL_USE_SSL"]

SECRETARIAT_NEEDS_SECOND_FACTOR = True
