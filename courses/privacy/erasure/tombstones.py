"""Who was erased, noted twice: a backup brings them back, and `restore` erases them again by this.

The table is written with the erasure itself and is the same for all servers; the list beside it outlives the database.
A mark is a hash of the row's number and first moment under ERASURE_KEY, the same key for every server and command. It
is of a person, of an organisation that was deleted, or of a place in a group that was left.
"""

import hmac
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from operator import attrgetter

from django.conf import settings
from django.utils import timezone

from courses.accounts.models import User
from courses.organizations.models import Member, Organization
from courses.privacy.erasure.erased_lists import ListedErasure, add_to_list, list_id, read_list
from courses.privacy.models import ErasureKey, ErasureList, ErasureMark

KEY_TABLE = ErasureKey._meta.db_table
log = logging.getLogger(__name__)


class OtherKeyError(Exception):
    """This database belongs to a site whose erasure key is another one: its settings were not read."""

    def __init__(self) -> None:
        super().__init__(
            "ERASURE_KEY is not the key of this database: the settings of the site were not read. Name their file: "
            "ENV_FILE=/path/to/.env. If that key is lost for good: manage.py age_out --erasure-key-is-lost"
        )


def fingerprint(key: str) -> str:
    return sha256(f"erasure key|{key}".encode()).hexdigest()[:12]


def known_keys() -> Mapping[str, str]:
    """Today's key and earlier ones, by fingerprint."""
    return {fingerprint(key): key for key in (settings.ERASURE_KEY, *settings.ERASURE_KEY_FALLBACKS)}


Erasable = User | Organization | Member


def mark_of(erased: Erasable, key: str) -> str:
    if isinstance(erased, User):
        message = f"erased|{erased.pk}|{erased.date_joined.timestamp():.6f}"
    elif isinstance(erased, Member):  # its own moment changes when a list is read in again
        message = f"erased place|{erased.pk}|{erased.learner.date_joined.timestamp():.6f}"
    else:
        message = f"erased organisation|{erased.pk}|{erased.created_at.timestamp():.6f}"
    return hmac.new(key.encode(), message.encode(), sha256).hexdigest()


def is_noted(found: Erasable, marks: frozenset[str]) -> bool:
    """Whether it was erased, under today's key or an earlier one. Marks of before had the secret key."""
    before = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(mark_of(found, key) in marks for key in (*known_keys().values(), *before))


def note_erased(erased: Iterable[Erasable], *, now: datetime) -> tuple[ListedErasure, ...]:
    """Write the marks of `erased`, in the transaction that erases them; `note_in_list` comes after it."""
    register_key(now=now)
    here, key = register_list(now=now), settings.ERASURE_KEY
    day = timezone.localdate(now)
    marks = {mark_of(one, key): ListedErasure(day, fingerprint(key), mark_of(one, key), here) for one in erased}
    noted = set(ErasureMark.objects.filter(mark__in=marks).values_list("mark", flat=True))
    new = tuple(one for text, one in marks.items() if text not in noted)
    keep_marks(new)
    return new


def keep_marks(marks: Iterable[ListedErasure]) -> None:
    """Insert marks into the table; existing ones stay."""
    rows = [ErasureMark(mark=one.mark, key=one.key, day=one.day, noted_in=one.noted_in) for one in marks]
    ErasureMark.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def note_in_list(marks: Iterable[ListedErasure]) -> None:
    """Add a line for each beside the database. A file that cannot be written is logged, and holds up no erasure."""
    try:
        add_to_list(settings.ERASED_FILE, marks)
    except OSError:
        log.exception("an erasure could not be noted outside the database: %s", settings.ERASED_FILE)


def note_in_list_now(marks: Iterable[ListedErasure]) -> None:
    """Add a line for each that has none yet. Raises OSError."""
    list_id(settings.ERASED_FILE)
    listed = {one.mark for one in read_list(settings.ERASED_FILE).marks}
    add_to_list(settings.ERASED_FILE, sorted((one for one in marks if one.mark not in listed), key=attrgetter("day")))


def complete_list() -> None:
    """Write what could not be written when it happened; called every day. Raises OSError."""
    here = list_id(settings.ERASED_FILE)
    register_list(now=timezone.now())
    in_list = {one.mark for one in read_list(settings.ERASED_FILE).marks}
    rows = ErasureMark.objects.filter(noted_in__in=("", here)).exclude(mark__in=in_list)
    add_to_list(settings.ERASED_FILE, [ListedErasure(row.day, row.key, row.mark, here) for row in rows])
    rows.update(noted_in=here)


def register_key(*, now: datetime) -> None:
    """Remember that marks are made with today's key from now on."""
    ErasureKey.objects.get_or_create(fingerprint=fingerprint(settings.ERASURE_KEY), defaults={"since": now})


def require_own_key() -> None:
    """Raises OtherKeyError when this site's marks are made with keys that these settings do not name."""
    known = set(ErasureKey.objects.values_list("fingerprint", flat=True))
    if known and known.isdisjoint(known_keys()):
        raise OtherKeyError


def register_list(*, now: datetime) -> str:
    """Remember that this server keeps a list, before anybody stands in it; returns its id, "" if there is none."""
    try:
        here = list_id(settings.ERASED_FILE)
    except OSError:
        return ""  # note_in_list says so
    ErasureList.objects.get_or_create(list_id=here, defaults={"since": now})
    return here


def not_in_table() -> frozenset[ListedErasure]:
    """Erasures of this server's list that the database does not know: it was brought back without `restore`.

    Raises OSError when the list cannot be read.
    """
    listed = read_list(settings.ERASED_FILE).marks
    known = set(ErasureMark.objects.values_list("mark", flat=True)) if listed else set()
    return frozenset(one for one in listed if one.mark not in known)
