"""All settings in one file; what differs per deployment comes from the environment, and bad values stop the start."""

import os
import sys
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from literacy.settings_languages import *  # noqa: F403
from literacy.settings_languages import SITE_LANGUAGES
from literacy.setup.reading import addresses, environment, places, settings_file
from literacy.setup.reading.environment import BASE_DIR
from literacy.setup.settings_accounts import *  # noqa: F403

# ---- what differs per deployment (each is described in README.md and deploy/env.example)

environment.refuse_other_doors(sys.argv[0])
ENV_FILE = settings_file.read_file(is_made=sys.argv[1:2] == ["make_env"])

DEBUG = environment.choice("DEBUG", "off") == "on"
HTTPS = environment.choice("HTTPS", "off") == "on"
ALLOWED_HOSTS = addresses.hosts("ALLOWED_HOSTS")
IS_PUBLIC = HTTPS or bool(ALLOWED_HOSTS)
SECRET_KEY = environment.key("SECRET_KEY", is_public=IS_PUBLIC, file="secret-key")
SECRET_KEY_FALLBACKS = environment.earlier_keys("SECRET_KEY_FALLBACKS")
ERASURE_KEY = environment.key("ERASURE_KEY", is_public=IS_PUBLIC, file="erasure-key")
ERASURE_KEY_FALLBACKS = environment.earlier_keys("ERASURE_KEY_FALLBACKS")
PROXY_COUNT = environment.number("PROXY_COUNT", 0, 0, 5)
NEW_ORGANIZATIONS = environment.choice("NEW_ORGANIZATIONS", "at-once")
LOANS_COUNTRY = environment.choice("LOANS_COUNTRY", "cn")
METRICS_TOKEN = environment.token("METRICS_TOKEN")
LOG_FORMAT = environment.choice("LOG_FORMAT", "json")
ADMIN = environment.choice("ADMIN", "off") == "on"
CONTENT_DIR = places.folder("CONTENT_DIR", BASE_DIR / "content", holds="competences.yaml")
_collected = places.folder_to_fill("STATIC_ROOT", BASE_DIR / "staticfiles")
STATIC_ROOT = _collected if IS_PUBLIC else None  # a site for this machine alone serves them where they are

if HTTPS and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is missing. Name the hosts of the site, like learn.example.org.")
if not IS_PUBLIC:
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = addresses.origins("CSRF_TRUSTED_ORIGINS")

# ---- the house

INSTALLED_APPS = [
    "literacy",  # first: its commands go before those of the same name
    "literacy.management.account_commands",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "courses.catalog",
    "courses.exercises",
    "courses.accounts",
    "courses.learning",
    "courses.organizations",
    "courses.privacy",
]
MIDDLEWARE = [
    "literacy.serving.request_ids.RequestIdMiddleware",
    "literacy.serving.content_policy.ContentPolicyMiddleware",
    "literacy.serving.middleware.HostMiddleware",
    "literacy.serving.middleware.LongQueryMiddleware",
    "literacy.serving.static_files.LeanStaticMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "literacy.serving.middleware.ErrorsAreNotKeptMiddleware",
    "literacy.serving.write_lock.WriteLockMiddleware",
    "literacy.serving.compression.PageCompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "courses.accounts.visitors.middleware.SessionLifeMiddleware",
    "courses.accounts.visitors.middleware.LearnerMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "literacy.serving.middleware.StorageDownMiddleware",
    "literacy.serving.middleware.GoneMeanwhileMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "courses.accounts.session.ended.EndedSignInMiddleware",
]
if METRICS_TOKEN:  # else nothing of it is loaded
    MIDDLEWARE.insert(0, "literacy.serving.metrics.MetricsMiddleware")
    MIDDLEWARE.append("literacy.serving.metrics.DatabaseErrorsMiddleware")
ROOT_URLCONF = "literacy.urls"
if ADMIN:  # else there is no address, no page and no file of it
    INSTALLED_APPS.append("literacy.pages.operators.apps.ListsConfig")
    MIGRATION_MODULES = {"admin": None}  # its one table is not made
    ROOT_URLCONF = "literacy.pages.operators.urls"
WSGI_APPLICATION = "literacy.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "literacy.pages.forms.SiteFormRenderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "literacy" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "literacy.pages.context.site",
                "courses.accounts.pages.context.person",
            ],
            "loaders": None,
            "libraries": {"i18n": "literacy.templatetags.i18n"},  # in place of Django's, on purpose
        },
    }
]
SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # two libraries of one name: a test says that i18n is the only one
_loaders: list[Any] = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES[0]["OPTIONS"]["loaders"] = [("literacy.serving.template_loader.Loader", _loaders)]

# ---- storage: decided because measured (IMMEDIATE and FULL: no answer lost, none refused)

_database = places.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
if "sqlite" in _database["ENGINE"]:
    _database["ENGINE"] = "literacy.serving.sqlite"
    _database["CONN_MAX_AGE"] = None
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON",
    }
    _database["TEST"] = {"NAME": f"{gettempdir()}/literacy-test-{os.getpid()}.sqlite3"}  # a file locks as the real one
else:
    _database["CONN_MAX_AGE"] = 0
    _database["CONN_HEALTH_CHECKS"] = True  # the pool hands out no connection that died meanwhile
    # a worker has one thread: of several connections that died, the pool looks at the third a second later only
    _pool = {"min_size": 1, "max_size": 8, "timeout": 3, "reconnect_timeout": 1}  # with more, it waits ever longer
    _database["OPTIONS"] = {**_database.get("OPTIONS", {}), "pool": _pool}
DATABASES = {"default": _database}
_replica = places.replica("DATABASE_REPLICA_URL", _database)
if _replica:
    DATABASES["replica"] = _replica
    _sessions = MIDDLEWARE.index("django.contrib.sessions.middleware.SessionMiddleware")
    MIDDLEWARE.insert(_sessions, "literacy.serving.replica.ReplicaMiddleware")  # before anything is read
_erased_file = Path(str(_database["NAME"])).with_name("erased.txt") if "sqlite" in _database["ENGINE"] else None
ERASED_FILE = places.file_to_write("ERASED_FILE", _erased_file or BASE_DIR / ".local" / "erased.txt")
_files = [Path(str(_database["NAME"]))] if "sqlite" in _database["ENGINE"] else []
_files += [ENV_FILE] if ENV_FILE else []
places.require_own("ERASED_FILE", ERASED_FILE, _files)
places.require_apart(
    "STATIC_ROOT", _collected, secret=[BASE_DIR, ERASED_FILE, *_files], sources=[BASE_DIR / "static", CONTENT_DIR]
)
SESSION_ENGINE = "courses.accounts.session.engine"

# ---- the cache counts attempts for all workers together; without CACHE_URL it is a table

_counts = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "attempts"}
_counts["OPTIONS"] = {"MAX_ENTRIES": 50_000}  # type: ignore[assignment]  # with fewer, limits are forgotten at random
_server = addresses.shared_cache("CACHE_URL")
CACHES: dict[str, Any] = {"default": _server or _counts}
DATABASE_ROUTERS = ["courses.accounts.rate_limits.counting.AttemptsRouter"]
DATABASE_ROUTERS += ["literacy.serving.replica.ReplicaRouter"] if _replica else []
if "sqlite" in _database["ENGINE"] and not _server:
    _name = str(_database["NAME"])
    DATABASES["attempts"] = {  # a file of its own: it needs no synchronous=FULL, and never blocks an answer
        "ENGINE": "literacy.serving.sqlite",
        "NAME": _name if ":memory:" in _name else str(Path(_name).with_name("attempts.sqlite3")),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        },
        "TEST": {"NAME": f"{gettempdir()}/literacy-test-attempts-{os.getpid()}.sqlite3"},
    }

# ---- language and time

LANGUAGE_CODE = SITE_LANGUAGES[0].code
LANGUAGES = [(one.code, one.name) for one in SITE_LANGUAGES]
LOCALE_PATHS = [BASE_DIR / "literacy" / "locale"]
FORMAT_MODULE_PATH = ["literacy.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.time_zone("TIME_ZONE", "Asia/Shanghai")
SITE_NAME = _("Clear Money")

# ---- accounts (late and optional); all else about them is the same everywhere: settings_accounts.py

ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT  # behind a proxy with 0, everybody is one address

# ---- mail: to the terminal unless EMAIL_URL names a server

_mail = addresses.mail_server("EMAIL_URL")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
UNCOUNTED_EMAIL_BACKEND = EMAIL_BACKEND
if METRICS_TOKEN:
    EMAIL_BACKEND = "literacy.serving.metrics.CountingBackend"
EMAIL_HOST = _mail.get("EMAIL_HOST", "")
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = addresses.sender("MAIL_FROM", "no-reply@localhost")

# ---- static files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not IS_PUBLIC
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else has a use for them
_static_storage = (
    "literacy.serving.static_files.LeanStaticStorage"
    if IS_PUBLIC
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}

# ---- security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
_prefix = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_prefix}sessionid"
CSRF_COOKIE_NAME = f"{_prefix}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_prefix}language"
VISITOR_COOKIE_NAME = f"{_prefix}visitor"
DISPLAY_COOKIE_NAME = f"{_prefix}display"
KNOWN_COOKIE_NAME = f"{_prefix}known"  # that accounts were signed in in this browser: their tries are counted apart
SIGNED_IN_COOKIE_NAME = f"{_prefix}signed-in"  # that somebody is signed in here, for when the session has ended
ROOM_COOKIE_NAME = f"{_prefix}room"  # the code of the group that a room's computer is for
SCANNED_COOKIE_NAME = f"{_prefix}scanned"  # a card on its way from the camera to the page that asks whose it is
WROTE_COOKIE_NAME = f"{_prefix}wrote"  # that this browser sent something a moment ago: where there is a replica
CARRIED_COOKIE_NAME = f"{_prefix}carried"  # a form on its way through a sign-in, in pieces
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "literacy.pages.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$", r"^ready/$", r"^metrics/$"]  # asked by machines beside the proxy, in plain http
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"  # with no-referrer browsers send "Origin: null" and forms are refused
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
GUEST_DAYS = 180  # a guest without use for this long is removed
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "literacy.serving.logs.JsonLine"},
        "plain": {"()": "literacy.serving.logs.PlainLine"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
