"""Log lines, one event a line, as JSON or plain; never a request body, an address that was opened, a name or an
answer. Whatever is refused has a line: what is not there or not theirs, wrong input, forms without a token, limits."""

import json
import logging
import traceback
from datetime import UTC, datetime

from django.db import OperationalError

from literacy.serving.request_ids import current_request_id, request_id_of

MOST_SAID = 200
MOST_CAUSES = 5


class JsonLine(logging.Formatter):
    """Formats a record as one JSON object; line breaks in messages are escaped by JSON itself."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"at": moment_of(record), "level": record.levelname.lower(), "logger": record.name}
        if request_id := id_for(record):
            line["request"] = request_id
        line["message"] = message_of(record)
        line |= reader_of(record)
        if record.exc_info and record.exc_info[1] is not None:
            line["trace"] = trace_of(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class PlainLine(logging.Formatter):
    """Formats a record for reading; only a trace has lines of its own, each indented, so that no message can pass for
    another record."""

    def format(self, record: logging.LogRecord) -> str:
        parts = (moment_of(record), record.levelname, record.name, id_for(record), _on_one_line(message_of(record)))
        line = " ".join(part for part in parts if part)
        line += "".join(f" {name} {value}" for name, value in reader_of(record).items())
        if record.exc_info and record.exc_info[1] is not None:
            line += "".join(f"\n    {_on_one_line(one)}" for one in trace_of(record.exc_info[1]).split("\n"))
        return line


def moment_of(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def id_for(record: logging.LogRecord) -> str:
    """The number of the request that a line belongs to; Django writes some when the request is over already."""
    return request_id_of(getattr(record, "request", None)) or current_request_id()


def message_of(record: logging.LogRecord) -> str:
    return about_request(record) if hasattr(record, "request") else record.getMessage()


def reader_of(record: logging.LogRecord) -> dict[str, str]:
    """Who sent a request that was refused, as the security log has them; nobody is looked up for a line."""
    from courses.accounts.rate_limits.client_addresses import address_of  # logs are set up before any model is
    from courses.accounts.security_log.events import hash_of, masked

    request = getattr(record, "request", None)
    visit = getattr(request, "visit", None)
    if request is None or visit is None:
        return {}
    person = visit.looked_up_account
    found = {"by": hash_of(person) if person else "", "from": masked(address_of(request))}
    return {name: value for name, value in found.items() if value}


def _on_one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def about_request(record: logging.LogRecord) -> str:
    """What Django tells about a request, with the pattern of its address: addresses hold codes of cards and records."""
    request = record.request  # type: ignore[attr-defined]
    match = getattr(request, "resolver_match", None)
    where = match.route if match else "(no page)"
    status = getattr(record, "status_code", "")
    reason = ""
    if record.name == "django.security.csrf" and isinstance(record.args, tuple) and record.args:
        reason = f": {record.args[0]}".partition(" - ")[0]  # what follows names the page that the form came from
    return f"{status} {getattr(request, 'method', '')} /{where}{reason}"


def trace_of(problem: BaseException) -> str:
    """Where a problem arose and what caused it. What exceptions say is left out: databases repeat the row that they
    refuse, mail servers the address; only systems without personal data are quoted."""
    lines: list[str] = []
    one: BaseException | None = problem
    while one is not None and len(lines) < MOST_CAUSES * 100:
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}{_said(one)}")
        lines += [f"  {at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(one.__traceback__)]
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(lines)


def _said(problem: BaseException) -> str:
    is_of_system = isinstance(problem, OSError) and type(problem).__module__ == "builtins"
    return f": {str(problem)[:MOST_SAID]}" if is_of_system or type(problem) is OperationalError else ""
