"""Connections to other machines are encrypted and checked, or the start says which one is not."""

import os
import stat

import pytest

from courses.privacy.backup import postgres_programs
from literacy.setup.checks import check_setup
from literacy.setup.plain_connections import is_elsewhere, plain_connections

REDIS = "django.core.cache.backends.redis.RedisCache"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
POSTGRES = "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("hosts", "elsewhere"),
    [
        ("", False), ("/run/postgresql", False), ("localhost", False), ("127.0.0.1", False), ("::1", False),
        ("database", False), ("10.0.0.20", True), ("db.example.org", True), ("127.0.0.1,10.0.0.20", True),
        ("2001:db8::1", True), ("127.example.org", True),
    ],
)  # fmt: skip
def test_other_machines_are_told_from_this_one(hosts, elsewhere) -> None:
    assert is_elsewhere(hosts) is elsewhere


@pytest.mark.parametrize(
    ("options", "warns"), [({}, True), ({"sslmode": "require"}, True), ({"sslmode": "verify-full"}, False)]
)
def test_database_elsewhere_has_to_prove_itself(settings, monkeypatch, options, warns) -> None:
    there = {"ENGINE": POSTGRES, "HOST": "10.0.0.20", "OPTIONS": options}
    monkeypatch.setitem(settings.DATABASES, "default", there)
    monkeypatch.setitem(settings.DATABASES, "replica", {**there, "HOST": "localhost"})

    assert [name for name, _ in plain_connections()] == ["DATABASE_URL"] * warns


@pytest.mark.parametrize(
    ("location", "warns"),
    [
        ("redis://10.0.0.20:6379/0", True), ("redis://:secret@counts.example.org/0", True),
        ("rediss://10.0.0.20:6379/0", False), ("redis://127.0.0.1:6379/0", False),
    ],
)  # fmt: skip
def test_counts_elsewhere_are_encrypted(settings, location, warns) -> None:
    settings.CACHES = {"default": {"BACKEND": REDIS, "LOCATION": location}}

    assert [name for name, _ in plain_connections()] == ["CACHE_URL"] * warns


@pytest.mark.parametrize(("tls", "ssl", "warns"), [(False, False, True), (True, False, False), (False, True, False)])
def test_mails_leave_encrypted(settings, tls, ssl, warns) -> None:
    settings.UNCOUNTED_EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "mail.example.org"
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = tls, ssl

    assert [(one.id, one.hint) for one in check_setup()] == [
        ("literacy.W005", "EMAIL_URL: write smtp+tls:// or smtp+ssl://")
    ] * warns


def test_programs_for_copies_check_the_server_as_the_site_does(monkeypatch, tmp_path) -> None:
    program = tmp_path / "pg_dump"
    program.write_text('#!/bin/sh\necho "$PGSSLMODE $PGSSLROOTCERT"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    given = {"dbname": "learn", "sslmode": "verify-full", "sslrootcert": "/srv/learn/storage.pem"}
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(postgres_programs.connection, "get_connection_params", lambda: given, raising=False)

    assert postgres_programs.run("pg_dump") == "verify-full /srv/learn/storage.pem\n"
