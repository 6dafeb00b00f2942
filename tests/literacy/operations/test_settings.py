"""Every setting has its allowed values in one table; every wrong value stops the start and names what is allowed."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from literacy.setup.reading.environment import ALLOWED
from tests.repository.alone import ROOT

KEY = "0123456789-0123456789-0123456789-0123456789"
PUBLIC = {"ALLOWED_HOSTS": "learn.example.org", "HTTPS": "off", "SECRET_KEY": KEY, "ERASURE_KEY": KEY}
WRONG = [
    ("ADMIN", "yes"),
    ("ALLOWED_HOSTS", "https://learn.example.org"),
    ("ALLOWED_HOSTS", "learn.example.org:443"),
    ("ALLOWED_HOSTS", "learn.example.org other"),
    ("CACHE_URL", "memcached://127.0.0.1"),
    ("CACHE_URL", "redis"),
    ("CONTENT_DIR", "/nowhere"),
    ("CONTENT_DIR", "{file}"),
    ("CSRF_TRUSTED_ORIGINS", "learn.example.org"),
    ("CSRF_TRUSTED_ORIGINS", "https://learn.example.org/groups"),
    ("DATABASE_URL", "learn.sqlite3"),
    ("DATABASE_URL", "mysql://localhost/learn"),
    ("DATABASE_URL", "sqlite:////nowhere/learn.sqlite3"),
    ("DATABASE_URL", "sqlite:///{folder}"),
    ("DATABASE_URL", "postgres://user:password@localhost"),
    ("DATABASE_URL", "postgres://user:password@localhost:port/learn"),
    ("DATABASE_REPLICA_URL", "postgres://user:password@localhost/learn"),
    ("DATABASE_REPLICA_URL", "sqlite:///{folder}/replica.sqlite3"),
    ("DATABASE_REPLICA_URL", "learn"),
    ("DEBUG", "maybe"),
    ("EMAIL_URL", "mail.example.org"),
    ("EMAIL_URL", "smtp://"),
    ("EMAIL_URL", "imap://mail.example.org"),
    ("EMAIL_URL", "memory:"),
    ("EMAIL_URL", "smtp://mail.example.org:port"),
    ("ENV_FILE", "/nowhere/.env"),
    ("ENV_FILE", "{folder}"),
    ("ERASED_FILE", "/nowhere/erased.txt"),
    ("ERASED_FILE", "{folder}"),
    ("ERASURE_KEY", "short"),
    ("ERASURE_KEY_FALLBACKS", f"{KEY},short"),
    ("HTTPS", "yes"),
    ("LOANS_COUNTRY", "de"),
    ("LOG_FORMAT", "xml"),
    ("METRICS_TOKEN", "short"),
    ("NEW_ORGANIZATIONS", "never"),
    ("MAIL_FROM", "Clear Money"),
    ("MAIL_FROM", "learn@"),
    ("PROXY_COUNT", "-1"),
    ("PROXY_COUNT", "6"),
    ("PROXY_COUNT", "one"),
    ("SECRET_KEY", "short"),
    ("SECRET_KEY_FALLBACKS", "short"),
    ("STATIC_ROOT", "{file}"),
    ("TIME_ZONE", "Beijing"),
    ("TIME_ZONE", "+08:00"),
]

WRONG_IN_SMALL_THINGS = [  # as they are copied from elsewhere, typed in a hurry, or by somebody who types Chinese
    ("ALLOWED_HOSTS", '"learn.example.org"'),
    ("ALLOWED_HOSTS", "learn。example。org"),
    ("ALLOWED_HOSTS", "learn.example.org，other.example.org"),
    ("ALLOWED_HOSTS", ","),
    ("ALLOWED_HOSTS", "*.example.org"),
    ("ALLOWED_HOSTS", "::1"),
    ("ALLOWED_HOSTS", "[:::::]"),
    ("ALLOWED_HOSTS", "999.1.1.1"),
    ("ALLOWED_HOSTS", "learn..example.org"),
    ("ALLOWED_HOSTS", "a" * 64),
    ("CACHE_URL", "redis：//:PASSWORD@host"),
    ("CACHE_URL", "redis://"),
    ("CACHE_URL", "redis:///0"),
    ("CACHE_URL", "redis://host:99999/0"),
    ("CACHE_URL", "redis://host:6379/zero"),
    ("CACHE_URL", "redis://:PASS#WORD@host:6379/0"),
    ("CACHE_URL", "redis://:PASS,WORD@host:6379/0"),
    ("CACHE_URL", "redis://one:6379,two:6379"),
    ("CACHE_URL", "rediss://host?ssl_ca_certs=/nowhere.pem"),
    ("CACHE_URL", "rediss://host?ssl_cert_reqs=sometimes"),
    ("CACHE_URL", "rediss://host?sll=1"),
    ("CONTENT_DIR", "{folder}"),
    ("CONTENT_DIR", "."),
    ("CONTENT_DIR", "~/content"),
    ("CONTENT_DIR", "C:\\learn\\content"),
    ("CSRF_TRUSTED_ORIGINS", "https://learn.example.org/"),
    ("CSRF_TRUSTED_ORIGINS", "https://learn.example.org:99999"),
    ("CSRF_TRUSTED_ORIGINS", "https://learn.example.org:port"),
    ("CSRF_TRUSTED_ORIGINS", "https://user:PASSWORD@learn.example.org"),
    ("CSRF_TRUSTED_ORIGINS", "https://*"),
    ("CSRF_TRUSTED_ORIGINS", "https://[::1"),
    ("DATABASE_URL", ""),
    ("DATABASE_URL", "C:\\learn\\db.sqlite3"),
    ("DATABASE_URL", "sqlite:///C:\\learn\\db.sqlite3"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "sqlite://db.sqlite3"),
    ("DATABASE_URL", "sqlite:/db.sqlite3"),
    ("DATABASE_URL", "sqlite:///{folder}/a#b.sqlite3"),
    ("DATABASE_URL", "sqlite:///{folder}/a?b.sqlite3"),
    ("DATABASE_URL", "'sqlite:///{folder}/db.sqlite3'"),
    ("DATABASE_URL", "postgres：//user:PASSWORD@host/learn"),
    ("DATABASE_URL", "postgres://user:PASSWORD@host:99999/learn"),
    ("DATABASE_URL", "postgres://user:PASSWORD@host:0/learn"),
    ("DATABASE_URL", "postgres://user:PASSWORD@::1:5432/learn"),
    ("DATABASE_URL", "postgres://user:PASS#WORD@host/learn"),
    ("DATABASE_URL", "postgres://user:PASS/WORD@host/learn"),
    ("DATABASE_URL", "postgres://user:PASSWORD@ho st/learn"),
    ("DATABASE_URL", "postgres://user:PASSWORD@host/learn/more"),
    ("DATABASE_URL", "postgres://user:PASSWORD@host/learn?sslmode=sometimes"),
    ("DATABASE_URL", "postgres://user:PASSWORD@host/learn?sslmod=require"),
    ("DATABASE_URL", "postgres://user:PASSWORD@host/learn?sslmode=verify-full&sslrootcert=/nowhere.pem"),
    ("EMAIL_URL", "smtp：//user:PASSWORD@mail.example.org"),
    ("EMAIL_URL", "smtp+tls://user:PASSWORD@mail.example.org:99999"),
    ("EMAIL_URL", "smtp+tls://user:PASSWORD@mail.example.org:0"),
    ("EMAIL_URL", "smtp+tls://user:PASS#WORD@mail.example.org:587"),
    ("EMAIL_URL", "smtp+tls://user:PASS/WORD@mail.example.org:587"),
    ("EMAIL_URL", "smtp://mail.example.org/path"),
    ("EMAIL_URL", "smtp://mail.example.org?ssl=True"),
    ("EMAIL_URL", "smtp://ma il.example.org"),
    ("EMAIL_URL", "smtp://::1:25"),
    ("EMAIL_URL", "smtps://mail.example.org"),
    ("ERASED_FILE", "'{folder}/erased.txt'"),
    ("ERASED_FILE", "C:\\erased.txt"),
    ("ERASED_FILE", "{folder}/site.sqlite3"),
    ("ERASURE_KEY", "密" * 45),
    ("ERASURE_KEY_FALLBACKS", f"{KEY}，{KEY}"),
    ("HTTPS", "ｏｎ"),
    ("HTTPS", ""),
    ("MAIL_FROM", "learn@example.org, other@example.org"),
    ("MAIL_FROM", "learn＠example.org"),
    ("MAIL_FROM", "Clear Money <learn@example.org"),
    ("MAIL_FROM", "learn@example.org\nBcc: other@example.org"),
    ("METRICS_TOKEN", "a" * 50),
    ("METRICS_TOKEN", f"{KEY} {KEY}"),
    ("PROXY_COUNT", "1.0"),
    ("PROXY_COUNT", ""),
    ("SECRET_KEY", "change-me-" * 5),
    ("STATIC_ROOT", "/"),
    ("STATIC_ROOT", "."),
    ("STATIC_ROOT", "static"),
    ("STATIC_ROOT", "content/help"),
    ("STATIC_ROOT", "{folder}"),
    ("STATIC_ROOT", "{file}/static"),
    ("TIME_ZONE", "asia/shanghai"),
    ("TIME_ZONE", "localtime"),
]


@pytest.fixture
def settings_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Reads the settings anew from an environment that holds nothing else."""
    (tmp_path / "file").touch()

    def read(**given: str) -> dict[str, Any]:
        for name in ALLOWED:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3", **PUBLIC, **given}.items():
            monkeypatch.setenv(name, value.replace("{folder}", str(tmp_path)).replace("{file}", f"{tmp_path}/file"))
        return runpy.run_path(str(ROOT / "literacy" / "settings.py"))

    return read


def test_table_names_all_settings_that_are_read_and_no_other() -> None:
    code = "".join((ROOT / "literacy" / name).read_text() for name in ("settings.py", "setup/reading/environment.py"))
    read = set(re.findall(r'(?:env|environment|addresses|places)\.\w+\(\s*"([A-Z_]+)"', code)) | {"ENV_FILE"}

    assert read == set(ALLOWED)
    assert {name for name, _ in WRONG} == set(ALLOWED)


@pytest.mark.parametrize(("name", "value"), [*WRONG, *WRONG_IN_SMALL_THINGS])
def test_wrong_value_stops_the_start_and_says_what_is_allowed(settings_from, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_from(**{name: value})

    words = str(refused.value)
    assert words.startswith(f"{name}: ")
    assert words.endswith(f". Allowed: {ALLOWED[name]}.")
    assert "WORD" not in words


@pytest.mark.parametrize(
    ("name", "value", "setting", "read"),
    [
        ("EMAIL_URL", "smtp+tls://user:password@mail.example.org:587", "EMAIL_HOST", "mail.example.org"),
        ("EMAIL_URL", "smtp+tls://user:password@mail.example.org:587", "EMAIL_USE_TLS", True),
        ("EMAIL_URL", "smtp+tls://user:password@mail.example.org:587", "EMAIL_USE_SSL", False),
        ("EMAIL_URL", "smtp+ssl://mail.example.org", "EMAIL_USE_SSL", True),
        ("EMAIL_URL", "smtp+ssl://mail.example.org", "EMAIL_PORT", 465),
        ("EMAIL_URL", "smtp://mail.example.org:25", "EMAIL_USE_TLS", False),
        ("EMAIL_URL", "smtp://mail.example.org:25", "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend"),
        ("EMAIL_URL", "", "EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"),
        ("MAIL_FROM", "Clear Money <learn@example.org>", "DEFAULT_FROM_EMAIL", "Clear Money <learn@example.org>"),
        ("MAIL_FROM", "", "DEFAULT_FROM_EMAIL", "no-reply@localhost"),
        ("TIME_ZONE", "Europe/London", "TIME_ZONE", "Europe/London"),
        ("CSRF_TRUSTED_ORIGINS", "https://a.example.org,https://b.example.org:8443", "CSRF_TRUSTED_ORIGINS",
         ["https://a.example.org", "https://b.example.org:8443"]),
        ("SECRET_KEY_FALLBACKS", f"{KEY},{KEY}", "SECRET_KEY_FALLBACKS", [KEY, KEY]),
        ("STATIC_ROOT", "{folder}/to-come", "IS_PUBLIC", True),
        ("ALLOWED_HOSTS", " learn.example.org , [::1], .example.org,", "ALLOWED_HOSTS",
         ["learn.example.org", "[::1]", ".example.org"]),
        ("CSRF_TRUSTED_ORIGINS", " HTTPS://A.example.org, https://*.example.org", "CSRF_TRUSTED_ORIGINS",
         ["https://a.example.org", "https://*.example.org"]),
        ("SECRET_KEY_FALLBACKS", f" {KEY}, {KEY},", "SECRET_KEY_FALLBACKS", [KEY, KEY]),
        ("SECRET_KEY", f" {KEY}\n", "SECRET_KEY", KEY),
        ("HTTPS", " Off ", "HTTPS", False),
        ("PROXY_COUNT", "１", "PROXY_COUNT", 1),
        ("EMAIL_URL", " SMTP://[::1]:25", "EMAIL_HOST", "::1"),
        ("EMAIL_URL", "smtp+tls://learn@example.org:a%23b@mail.example.org", "EMAIL_HOST_PASSWORD", "a#b"),
        ("MAIL_FROM", '"Clear, Money" <learn@example.org>', "DEFAULT_FROM_EMAIL", '"Clear, Money" <learn@example.org>'),
        ("MAIL_FROM", "明白钱 <learn@example.org>", "DEFAULT_FROM_EMAIL", "明白钱 <learn@example.org>"),
        ("TIME_ZONE", " Asia/Shanghai ", "TIME_ZONE", "Asia/Shanghai"),
    ],
)  # fmt: skip
def test_right_value_is_taken(settings_from, name: str, value: str, setting: str, read: Any) -> None:
    assert settings_from(**{name: value})[setting] == read


@pytest.mark.parametrize(
    ("address", "key", "read"),
    [
        (" sqlite:///{folder}/a%23b c.sqlite3 ", "NAME", "{folder}/a#b c.sqlite3"),
        ("sqlite:///db.sqlite3", "NAME", f"{ROOT}/db.sqlite3"),
        ("POSTGRES://user:a%23b@[::1]:5433/learn", "HOST", "::1"),
        ("postgres://user:a%23b@host/learn", "PASSWORD", "a#b"),
        ("postgres://user@%2Frun%2Fpostgresql/learn", "HOST", "/run/postgresql"),
        ("postgres://one,two/learn?sslrootcert=system&sslmode=verify-full", "HOST", "one,two"),
    ],
)
def test_database_is_found_where_it_is_said_to_be(settings_from, tmp_path, address: str, key: str, read: str) -> None:
    found = settings_from(DATABASE_URL=address)["DATABASES"]["default"]

    assert found[key] == read.replace("{folder}", str(tmp_path))


@pytest.mark.parametrize("given", [" valkey://counts_1:6379/2", "VALKEY://counts_1:6379/2"])
def test_address_of_the_counts_is_read_in_any_case(settings_from, given: str) -> None:
    assert settings_from(CACHE_URL=given)["CACHES"]["default"]["LOCATION"] == "redis://counts_1:6379/2"


def test_collected_files_never_lie_where_the_database_is(settings_from, tmp_path) -> None:
    with pytest.raises(ImproperlyConfigured, match="everybody could fetch it"):
        settings_from(STATIC_ROOT=str(tmp_path), ERASED_FILE=str(tmp_path / "erased.txt"))
