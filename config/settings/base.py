"""What holds everywhere. Values that differ between machines come from `config.env`."""

from datetime import timedelta

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env
from config.databases import postgresql, sqlite
from config.providers import openid_connect

ROOT = env.ROOT
DATA = env.DATA

DEBUG = False
SECRET_KEY = env.SECRET_KEY
ALLOWED_HOSTS = env.HOSTS
ORIGIN = env.ORIGIN
CSRF_TRUSTED_ORIGINS = [env.ORIGIN]

INSTALLED_APPS = [
    "kokreasi.core",
    "kokreasi.outbox",
    "kokreasi.demonstration",
    "kokreasi.people",
    "kokreasi.files",
    "kokreasi.register",
    "kokreasi.vocabularies",
    "kokreasi.organisations",
    "kokreasi.conversations",
    "kokreasi.plans",
    "kokreasi.proposals",
    "kokreasi.meetings",
    "kokreasi.consultations",
    "kokreasi.exchange",
    "kokreasi.portal",
    "kokreasi.workspace",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "rules.apps.AutodiscoverRulesConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "modelsearch",
]

MIDDLEWARE = [
    "kokreasi.core.middleware.RequestLogMiddleware",
    "kokreasi.core.middleware.ContentPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kokreasi.core.page_cache.PageCacheMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kokreasi.people.middleware.SecondFactorMiddleware",
    "kokreasi.core.middleware.HostileTextMiddleware",
    "kokreasi.core.middleware.OnlyPressedMiddleware",
    "kokreasi.core.middleware.DomainErrorMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": postgresql(env.DATABASE, pool=env.DATABASE_POOL)
    if env.DATABASE
    else sqlite(DATA / "kokreasi.sqlite3")
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "kokreasi.core.templatetags.components",
                "kokreasi.core.templatetags.keeping",
            ],
        },
    },
]

FORM_RENDERER = "kokreasi.core.forms.Renderer"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "kokreasi.people.backends.SignInBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "kokreasi.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,3/300s/key",
    "meeting_answer": "30/h/key",
    "draft_remark": "60/h/ip",
    "remark_by_mail": "60/h/ip,6/h/key,20/d/key",
    "meeting_document": "30/m/ip",
    "begin_voting": "600/h/ip",  # once a device; many share one address
    "send_statement": "60/h/ip",
    "comment_on_text": "120/h/ip",
    "consultation_sheets": "30/m/ip",
    "proposal_by_mail": "60/h/ip,6/h/key,20/d/key",
    "similar_texts": "300/m/ip",  # a hall full of people who write
    "commitment_document": "30/m/ip",
    "follow": "20/h/ip",
    "follow_link": "60/h/key",
    "answer_begin": "600/h/ip",  # a village office where everybody answers
    "answer_by_waiting": "30/h/ip",
    "answer_receipt": "120/h/ip",
    "check_in": "300/m/ip",  # a hall full of people shares one address
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.BEHIND_PROXY else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Kokreasi"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "kokreasi.people.adapters.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": openid_connect()}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

MODELSEARCH_BACKENDS = {
    # "simple" leaves words as they are: the roots are ours (register.search)
    "default": {"BACKEND": "kokreasi.register.search_backend", "SEARCH_CONFIG": "simple"},
}

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
STORAGES = {
    "default": {
        "BACKEND": "kokreasi.files.storage.DurableStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_BYTES = 20 * 1024 * 1024

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # counts of limits stand here: at the usual 300 a few hundred requests push them out
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "pages",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # the frame of pages, written once in each process (decision 0009)
    "frame": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "frame"},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DEFAULT_FROM_EMAIL = env.MAIL_FROM
SECURITY_CONTACT = env.SECURITY_CONTACT
EMAIL_TIMEOUT = 30
SECRETARIAT_NEEDS_SECOND_FACTOR = False

SMALLEST_GROUP = env.SMALLEST_GROUP
ATTENDANCE_KEPT = timedelta(days=env.ATTENDANCE_DAYS)
SOURCES_KEPT = timedelta(days=env.SOURCE_DAYS)

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kokreasi.core.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "kokreasi.core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.LOG_LEVEL},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
