"""Every setting has its allowed values in one table; every wrong value stops the start and names what is allowed."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from literacy.setup.environment import ALLOWED
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
    code = "".join((ROOT / "literacy" / name).read_text() for name in ("settings.py", "setup/environment.py"))
    read = set(re.findall(r'(?:env|environment|places)\.\w+\(\s*"([A-Z_]+)"', code)) | {"ENV_FILE"}

    assert read == set(ALLOWED)
    assert {name for name, _ in WRONG} == set(ALLOWED)


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_wrong_value_stops_the_start_and_says_what_is_allowed(settings_from, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        settings_from(**{name: value})

    words = str(refused.value)
    assert words.startswith(f"{name}: ")
    assert words.endswith(f". Allowed: {ALLOWED[name]}.")
    assert "Traceback" not in words


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
    ],
)  # fmt: skip
def test_right_value_is_taken(settings_from, name: str, value: str, setting: str, read: Any) -> None:
    assert settings_from(**{name: value})[setting] == read
