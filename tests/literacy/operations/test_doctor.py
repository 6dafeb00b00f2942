"""`doctor` names what is wrong with a site and what to do; /ready/ says whether people can be sent here."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from courses.accounts.rate_limits.counting import LimitsDown
from courses.learning.models import Answer
from courses.privacy.backup.last_copy import last_copy, note_copy
from courses.privacy.erasure.tombstones import register_key
from courses.privacy.models import ErasureMark
from literacy import __version__
from literacy.setup import examining
from literacy.setup.starting import NotReadyError

pytestmark = pytest.mark.django_db(databases="__all__")
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    settings.ERASED_FILE = tmp_path / "erased.txt"


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What a server must keep, which one that is quick for tests does not."""
    wanted = set(examining.KEEPS)
    monkeypatch.setattr(examining, "KEEPS", set())
    return wanted


def found(examination: Any, now: datetime = NOW) -> list[str]:
    return [one.says for one in examination(now)]


def test_well_site_has_a_line_for_each_part_and_ends_well(capsys) -> None:
    call_command("doctor")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"version  {__version__}, Python 3.")
    assert lines[1:] == [f"well     {one.name}" for one in examining.ALL]


def test_quiet_doctor_says_nothing_of_a_well_site_and_all_that_is_wrong(capsys, settings) -> None:
    call_command("doctor", verbosity=0)
    assert capsys.readouterr().out == ""

    settings.CONTENT_DIR = Path("/nowhere")
    with pytest.raises(CommandError, match="1 thing is wrong"):
        call_command("doctor", verbosity=0)
    assert capsys.readouterr().out.startswith("WRONG    content: 1 error")


def test_what_is_wrong_is_said_with_what_to_do_and_ends_with_an_error(capsys, settings) -> None:
    settings.CONTENT_DIR = Path("/nowhere")
    with pytest.raises(CommandError, match="1 thing is wrong"):
        call_command("doctor")

    said = capsys.readouterr().out
    assert "WRONG    content: 1 error in the content" in said
    assert "→ python3 manage.py check_content" in said


def test_without_its_tables_nothing_else_is_looked_at(capsys, monkeypatch) -> None:
    monkeypatch.setattr(examining, "_complete", set())
    last = max(MigrationRecorder.Migration.objects.filter(app="learning").values_list("name", flat=True))
    MigrationRecorder.Migration.objects.filter(app="learning", name=last).delete()
    with pytest.raises(CommandError, match="nothing else was looked at"):
        call_command("doctor")

    assert f"1 migration is missing, learning {last} first" in capsys.readouterr().out


def test_mail_that_nobody_gets_is_to_do_on_a_public_site_only(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    settings.IS_PUBLIC = False
    assert found(examining.mail) == []
    settings.IS_PUBLIC = True
    assert found(examining.mail) == ["mails appear in the terminal, nobody gets any"]
    assert [one.is_warning for one in examining.mail(NOW)] == [True]


def test_test_message_is_sent_and_a_refusal_is_said(monkeypatch) -> None:
    assert list(examining.send_test_mail("operator@example.org")) == []
    assert [message.to for message in mail.outbox] == [["operator@example.org"]]

    def refuse(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    assert "nobody listens" in next(examining.send_test_mail("operator@example.org")).says


def test_message_is_sent_to_addresses_only() -> None:
    with pytest.raises(CommandError, match="'a b@c' is no address. Write it like you@example.org."):
        call_command("doctor", "--mail", "a b@c")

    assert mail.outbox == []


def test_clock_that_went_back_is_noticed(account) -> None:
    Answer.objects.create(learner=account, key="k", course="c", lesson="l", question="q", result="right", at=NOW)
    assert found(examining.clock, NOW - examining.MOST_AHEAD) == []
    assert found(examining.clock, NOW - examining.MOST_AHEAD - timedelta(seconds=1)) == [
        "the last answer is of 2026-03-01 08:00 UTC, in the future"
    ]


def test_full_disk_is_noticed(monkeypatch) -> None:
    assert found(examining.disk) == []
    monkeypatch.setattr(examining, "LEAST_FREE", 2**60)
    assert "GiB are needed" in found(examining.disk)[0]


def test_age_of_the_last_copy_is_watched_on_a_public_site(settings, tmp_path) -> None:
    settings.IS_PUBLIC = True
    assert found(examining.backup) == ["no copy was made from here yet"]
    note_copy(NOW)
    assert found(examining.backup, NOW + examining.OLDEST_COPY) == []
    assert found(examining.backup, NOW + examining.OLDEST_COPY + timedelta(seconds=1)) == [
        "the last copy is of 2026-03-01 08:00 UTC"
    ]
    (tmp_path / "last-copy.txt").write_text("no moment")
    assert last_copy() is None


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_copy_is_noted_when_it_was_made(settings, tmp_path) -> None:
    call_command("backup", str(tmp_path / "copy"), verbosity=0)
    made = last_copy()
    assert made is not None
    assert abs(made - timezone.now()) < timedelta(minutes=5)


def test_marks_of_another_key_and_a_damaged_list_are_noticed(settings) -> None:
    register_key(now=NOW)
    settings.ERASED_FILE.write_text("half a line\n")
    assert found(examining.erasure_marks) == [f"line 1 of {settings.ERASED_FILE} is damaged"]
    settings.ERASED_FILE.unlink()
    assert found(examining.erasure_marks) == []
    ErasureMark.objects.create(mark="m", day=NOW.date(), key="k", noted_in="")
    assert "cannot be read" in found(examining.erasure_marks)[0]
    settings.ERASURE_KEY = "another key of at least forty characters, 0123456789"
    assert found(examining.erasure_marks)[0] == "who was erased cannot be known again"


@pytest.mark.parametrize(("state", "times"), [("off", 1), ("on", 0)])
def test_server_that_acknowledges_before_it_has_written_is_wrong(kept, monkeypatch, state, times) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has PRAGMAs for it")
    monkeypatch.setattr(examining, "KEEPS", kept & {"synchronous_commit"})
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL synchronous_commit = {state}")

    said = "PostgreSQL runs with synchronous_commit=off: when its power fails, what people did is lost"
    assert found(examining.storage) == [said] * times
    assert [one.is_warning for one in examining.storage(NOW)] == [False] * times


def test_all_that_keeps_what_was_acknowledged_is_looked_at(kept, monkeypatch) -> None:
    server = MagicMock(vendor="postgresql")
    off = [*((name,) for name in sorted(kept)), ("archive_mode",)]
    server.cursor.return_value.__enter__.return_value.fetchall.return_value = off
    monkeypatch.setattr(examining, "connection", server)
    monkeypatch.setattr(examining, "KEEPS", kept)

    assert [one.to_do for one in examining.storage(NOW)] == [
        f"There: ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf();"
        for name in ("fsync", "full_page_writes", "synchronous_commit")
    ]


def test_ready_says_yes_to_everybody_and_looks_at_migrations_once(client, django_assert_max_num_queries) -> None:
    assert client.get("/ready/").json() == {"status": "ready"}
    with django_assert_max_num_queries(4):
        assert client.get("/ready/").json() == {"status": "ready"}


def test_not_ready_is_503_and_says_which_part_only(client, monkeypatch) -> None:
    def down() -> None:
        raise LimitsDown("redis://:password@host is away")

    monkeypatch.setattr(examining, "require_counting", down)
    response = client.get("/ready/")
    assert (response.status_code, response.json()) == (503, {"status": "not ready", "failing": "attempts"})


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, []),
        (42, ["the replica is 42 seconds behind"]),
        (None, ["the replica follows no other database"]),
        (DatabaseError("nobody listens"), ["the replica does not answer: nobody listens"]),
    ],
)
def test_replica_that_cannot_be_relied_on_is_to_do(monkeypatch, seconds, said) -> None:
    cursor = MagicMock()
    if isinstance(seconds, DatabaseError):
        cursor.execute.side_effect = seconds
    cursor.fetchone.return_value = (seconds,)
    one = MagicMock()
    one.cursor.return_value.__enter__.return_value = cursor
    one.cursor.return_value.__exit__.return_value = False
    monkeypatch.setattr(examining, "connections", {"replica": one})

    assert found(examining.replica) == said
    assert all(one.is_warning for one in examining.replica(NOW))


def checked() -> list[tuple[str, str]]:
    return [(one.id, one.hint or "") for one in run_checks(tags=["security"], include_deployment_checks=True)
            if (one.id or "") >= "literacy.W010" and (one.id or "") < "literacy.X"]  # fmt: skip


def test_checks_before_a_release_say_nothing_of_a_well_site() -> None:
    assert checked() == []


def test_checks_before_a_release_number_what_is_not_there(settings, monkeypatch) -> None:
    monkeypatch.setattr(examining, "_complete", set())
    monkeypatch.setattr(examining, "LEAST_FREE", 1024**6)
    monkeypatch.setattr(examining, "require_counting", MagicMock(side_effect=LimitsDown))
    monkeypatch.setattr(examining, "require_static_files", MagicMock(side_effect=NotReadyError("collect them")))
    settings.IS_PUBLIC, settings.EMAIL_BACKEND = True, "django.core.mail.backends.console.EmailBackend"
    MigrationRecorder.Migration.objects.filter(app="learning").latest("name").delete()

    assert dict(checked()).keys() == {f"literacy.W01{number}" for number in range(1, 6)}
    assert ("literacy.W013", "collect them") in checked()


def test_checks_before_a_release_say_that_the_database_is_away(monkeypatch) -> None:
    monkeypatch.setattr(examining, "migrations", MagicMock(side_effect=DatabaseError("no route")))

    assert [number for number, _hint in checked()] == ["literacy.W010"]
