"""What `./run` uses: one machine, one folder of data, mails written to files."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key

from config.settings.base import *


def _kept_secret(file: Path) -> str:
    """Give the secret of this data folder, made on the first start and kept for sign-ins."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(get_random_secret_key())
        file.chmod(0o600)
    return file.read_text()


SECRET_KEY = SECRET_KEY or _kept_secret(DATA / "secret-key")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
