"""Settings, from the environment; production unless DEBUG is asked for.

| variable     | default                     | what it does                                       |
| ------------ | --------------------------- | -------------------------------------------------- |
| SITE_URL     | http://127.0.0.1:8000       | the public address; https switches hardening on    |
| DATABASE_URL | SQLite in var/              | such as postgres://user:password@host/name         |
| DATA_DIR     | var/ beside manage.py       | database, uploads, secret key, collected static    |
| SECRET_KEY   | made and kept in DATA_DIR   | signs sessions                                     |
| DEBUG        | off                         | error pages with details, for development          |
| ALLOWED_HOSTS| the host of SITE_URL, local | further host names, apart by commas                |
| TRUSTED_PROXIES | 0                        | reverse proxies in front, for limits on log-in     |
| EMAIL_URL    | none: the admin shows mails | such as smtp+tls://user:password@host:587          |
| EMAIL_FROM   | noreply@ the site's host    | the sender of mail, such as site@group.example.edu |
| REQUIRE_TWO_FACTOR | nobody                | or administrators, or everyone: who needs codes    |
| JOBS_BY_CRON | off                         | periodic jobs wait for manage.py run_jobs          |
| TIME_ZONE    | UTC                         | such as Europe/Berlin                              |
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from accounts.issuer import issuer
from groupsite import environment
from groupsite.secret import kept_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = environment.switch("DEBUG")
SECRET_KEY = os.environ.get("SECRET_KEY") or kept_secret_key(DATA_DIR / "secret_key")

_site = environment.site_address(os.environ.get("SITE_URL") or "http://127.0.0.1:8000")
SITE_URL = _site.geturl()
IS_HTTPS = _site.scheme == "https"
_more_hosts = os.environ.get("ALLOWED_HOSTS", "").replace(",", " ").split()
ALLOWED_HOSTS = [*{_site.hostname, "127.0.0.1", "localhost", *_more_hosts}]
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]
# A site below a path, such as https://host/~group: see groupsite.wsgi.
FORCE_SCRIPT_NAME = _site.path or None

INSTALLED_APPS = [
    "groupsite.apps.AdminSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "crispy_forms",
    "core",
    "people",
    "publications",
    "talks",
    "teaching",
    "services",
    "news",
    "openings",
    "pages",
    "exports",
    "search",
    "importer",
    "accounts",
    "history",
    "health",
    "sheets",
    "inquiries",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "groupsite.compression.TextGZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "history.middleware.LoggedOutMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "accounts.middleware.middleware",
    "groupsite.theme.middleware",
    "groupsite.robots.middleware",
    "groupsite.redirects.middleware",
    "groupsite.references.middleware",
    "groupsite.uploads.middleware",
]

ROOT_URLCONF = "groupsite.urls"
WSGI_APPLICATION = "groupsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "groupsite.context_processors.site",
            ],
            "libraries": {
                "editing": "groupsite.editing",
                "letters": "groupsite.letters",
                "machines": "groupsite.machines.tags",
            },
        },
    },
]

# ---- database: SQLite unless DATABASE_URL says otherwise

DATABASES = {"default": environment.database(f"sqlite:///{DATA_DIR / 'groupsite.sqlite3'}")}
_database = DATABASES["default"]
# WAL lets visitors read while an editor writes (not on network file systems); what is deleted is
# overwritten.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
if _database["ENGINE"].endswith("sqlite3"):
    _database["OPTIONS"] = {
        "init_command": SQLITE_PRAGMAS,
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    _database["CONN_MAX_AGE"] = 0  # the pool keeps connections; Django must not as well
    _database.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ---- log-in

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "accounts.backend.RoleBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account:login"
LOGIN_REDIRECT_URL = "admin:index"
REQUIRE_TWO_FACTOR = environment.choice(
    "REQUIRE_TWO_FACTOR", "nobody", "administrators", "everyone"
)
OTP_TOTP_ISSUER = issuer
# Behind a reverse proxy every connection comes from the proxy: without this number, one guesser
# could lock everybody out.
TRUSTED_PROXIES = environment.count("TRUSTED_PROXIES")
AXES_CLIENT_IP_CALLABLE = "groupsite.client.address"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_TEMPLATE = "429.html"

# ---- forms that visitors fill in

CRISPY_TEMPLATE_PACK = "forms"  # templates/forms/: our own, after /styleguide/
CRISPY_ALLOWED_TEMPLATE_PACKS = [CRISPY_TEMPLATE_PACK]
CRISPY_FAIL_SILENTLY = False

# ---- security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "history.middleware.csrf_failure"  # keeps the text of forms
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = _site.path or "/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
# Subdomains and preload lists concern the whole domain of a university: not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a publication with a hundred authors in the admin

# ---- language, files

LANGUAGE_CODE = "en-us"
TIME_ZONE = environment.time_zone(os.environ.get("TIME_ZONE") or "UTC")
USE_I18N = True
USE_TZ = True

# With the path of the site: Django would add it by itself only after the first request.
STATIC_URL = f"{_site.path}/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is not there
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = f"{_site.path}/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"  # files that no address leads to
ERASED_LETTERS = DATA_DIR / "erased-letters"  # their keys: see inquiries/privacy/tombstones.py
STORAGES = {
    "default": {"BACKEND": "core.storage.UploadStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640

# ---- what is looked after: see health/

# Tuples of checks of the data, in the order in which the admin shows them.
HEALTH_CHECKS = ["health.checks.CHECKS", "groupsite.health.CHECKS"]
# Tuples of jobs that are done again and again, in the order in which they are run.
PERIODIC_JOBS = ["health.jobs.all.JOBS", "groupsite.jobs.JOBS", "inquiries.jobs.JOBS"]
RUN_JOBS = not environment.switch("JOBS_BY_CRON")  # on the next request, after the response

# ---- mail and log

# All mails go into a table first; what sends them from there is named by EMAIL_URL.
vars().update(environment.email("consolemail://"))
MAIL_TRANSPORT = vars()["EMAIL_BACKEND"] if os.environ.get("EMAIL_URL", "").strip() else ""
EMAIL_BACKEND = "health.outbox.backend.Outbox"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or f"noreply@{_site.hostname}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # It warns of every TeX command without argument in what people typed: nothing to act on.
    "loggers": {"pylatexenc": {"level": "ERROR"}},
}
