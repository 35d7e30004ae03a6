"""The only reader of the environment: every setting an operator may give, with its default.

A value that cannot be read stops the start with one sentence, never with a guess.
"""

from pathlib import Path

from environs import Env
from environs import validate as check

ROOT = Path(__file__).resolve().parent.parent

_env = Env(prefix="KOKREASI_")

DATA = Path(_env.str("DATA", str(ROOT / "data")))
SECRET_KEY = _env.str("SECRET_KEY", "")
HOSTS = _env.list("HOSTS", ["127.0.0.1", "localhost", "[::1]"])
ORIGIN = _env.str("ORIGIN", "http://127.0.0.1:8000")
DATABASE = _env.dj_db_url("DATABASE_URL") if _env.str("DATABASE_URL", "") else None
DATABASE_POOL = _env.int("DATABASE_POOL", 8)
CACHE = _env.dj_cache_url("CACHE_URL") if _env.str("CACHE_URL", "") else None
MAIL = _env.dj_email_url("MAIL_URL") if _env.str("MAIL_URL", "") else None
MAIL_FROM = _env.str("MAIL_FROM", "Kokreasi <kokreasi@localhost>")
SECURITY_CONTACT = _env.str("SECURITY_CONTACT", "keamanan@localhost")
PROTECTION_OFFICER = _env.str("PROTECTION_OFFICER", "")
OIDC_NAME = _env.str("OIDC_NAME", "")
OIDC_ISSUER = _env.str("OIDC_ISSUER", "")
OIDC_CLIENT = _env.str("OIDC_CLIENT", "")
OIDC_SECRET = _env.str("OIDC_SECRET", "")
BEHIND_PROXY = _env.bool("BEHIND_PROXY", False)
SMALLEST_GROUP = _env.int("SMALLEST_GROUP", 5, validate=check.Range(min=3, max=100))
ATTENDANCE_DAYS = _env.int("ATTENDANCE_DAYS", 730, validate=check.Range(min=30, max=3650))
SOURCE_DAYS = _env.int("SOURCE_DAYS", 730, validate=check.Range(min=30, max=3650))
LOG_LEVEL = _env.str(
    "LOG_LEVEL", "INFO", validate=check.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"])
)
