"""The small cast of the tests: a visitor's browser, a guest, a learner with an account."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_django
import time_machine
from django.conf import settings as site
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as of_properties

from courses.accounts.models import User
from courses.accounts.rate_limits.counting import make_table
from courses.accounts.recovery_sheet import sheet
from courses.accounts.visitors.guests import NO_PASSWORD, visitor_hash
from literacy.serving.stack_chunks import in_one_chunk
from tests.repository.programs import migrated

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
VISITOR_TOKEN = "guest-of-the-tests-0001"
CACHES = site.CACHES

# How long an example takes, or its making, says how busy the machine is.
of_properties.register_profile("any load", deadline=None, suppress_health_check=[HealthCheck.too_slow])
of_properties.load_profile("any load")


IN_BROWSER = Path(__file__).with_name("browser")
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what a test needs, so that it can be chosen by it; start those first that take long, mostly by waiting.

    Each process is given an equal part of the list to begin with: each part begins with its share of them, by whole
    files, for those of a file often share what they have started.
    """
    for item in items:
        if item.path.is_relative_to(IN_BROWSER):
            item.add_marker("browser")
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    yield
    waiting, others = [one for one in items if _only_waits(one)], [one for one in items if not _only_waits(one)]
    files = list(dict.fromkeys(one.path for one in waiting))
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    del items[:]
    for number in range(processes):
        items += [one for one in waiting if one.path in files[number::processes]]
        items += others[number * len(others) // processes : (number + 1) * len(others) // processes]


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[None]:
    """Tests call as deep as requests do, from deep within pytest, and are as quick as those for it."""
    pyfuncitem.obj = in_one_chunk(pyfuncitem.obj)
    return (yield)


def _only_waits(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("processes")) and not item.get_closest_marker("database")


class OneRound(PBKDF2PasswordHasher):
    """Hashes passwords as the site does, but for the million rounds."""

    iterations = 1


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """A password takes the site 0.3 seconds on purpose, and a tenth of that each code of a recovery sheet."""
    with override_settings(PASSWORD_HASHERS=["tests.conftest.OneRound"]), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheet, "ROUNDS", 1)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """With the table of attempts, whatever cache the first test that asks for a database has by then."""
    with django_db_blocker.unblock(), override_settings(CACHES=CACHES):
        make_table("default", plan=[])


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The tables that a program's database begins with (`begin_with`), made once for all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    return migrated(folder if worker_id == "master" else folder.parent)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands at NOW until it is moved."""
    with time_machine.travel(NOW, tick=False) as travelled:
        yield travelled


@pytest.fixture
def at(clock: time_machine.Traveller) -> Callable[[datetime], None]:
    """Moves the clock of the whole site."""
    return clock.move_to


@pytest.fixture(autouse=True)
def own_cache(settings) -> None:
    """Limits counted in one test do not refuse the next: an own cache in memory, empty at the start."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture(autouse=True)
def no_language_of_another() -> None:
    """A request leaves its language behind in its thread; a test that asks for none begins in the site's own."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def own_list_of_erasures(settings, tmp_path_factory) -> None:
    """Erasures in a test are noted apart from those of the site."""
    settings.ERASED_FILE = tmp_path_factory.getbasetemp() / f"erased-{uuid4().hex}.txt"


def make_guest(token: str = VISITOR_TOKEN, *, now: datetime = NOW) -> User:
    return User.objects.create(
        visitor=visitor_hash(token), date_joined=now, last_active_on=now.date(), password=NO_PASSWORD
    )


def make_account(username: str = "xiaolin", *, now: datetime = NOW, password: str | None = None) -> User:
    account = User(username=username, date_joined=now, last_active_on=now.date())
    account.set_password(password) if password else account.set_unusable_password()
    account.save()
    return account


def sign_in(client: Client, account: User) -> Client:
    """Sign `account` in on this browser."""
    client.force_login(account)
    return client


@pytest.fixture
def guest(db: None) -> User:
    """A visitor who has answered once."""
    return make_guest()


@pytest.fixture
def guest_client(guest: User, settings) -> Client:
    """The guest's own browser."""
    client = Client()
    client.cookies[settings.VISITOR_COOKIE_NAME] = VISITOR_TOKEN
    return client


@pytest.fixture
def account(db: None) -> User:
    return make_account()


@pytest.fixture
def account_client(account: User) -> Client:
    """The account's browser, signed in."""
    return sign_in(Client(), account)


@pytest.fixture
def course():
    """The real course "Reading a loan"."""
    from courses.catalog.published.library import catalog

    return catalog().courses["reading-a-loan"]


@pytest.fixture
def lesson(course):
    """Its lesson "Rate: one yardstick"."""
    return next(one for one in course.lessons if one.slug == "one-yardstick")


TEN_ITEMS = """\
check:
  pass: 8
  draw:
    who-lends: [o1]
    paper-and-hand: [o1, o2]
    one-yardstick: [o1, o2]
    term-and-timetable: [o1]
    cost-statement: [o1, o2]
    if-late: [o1]
    which-line: [o1]
"""


@pytest.fixture(scope="session")
def content_with_ten_items(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project's content, the check of "Reading a loan" cut to ten items."""
    folder = tmp_path_factory.mktemp("ten-items") / "content"
    shutil.copytree(site.CONTENT_DIR, folder)
    plan = folder / "courses" / "reading-a-loan" / "course.yaml"
    plan.write_text(re.sub(r"(?ms)^check:.*\Z", TEN_ITEMS, plan.read_text()))
    return folder


@pytest.fixture
def check_of_ten_items(content_with_ten_items: Path, settings) -> None:
    """Checks are tested with ten items, one a slot, so that authors may draw more or other ones any day."""
    settings.CONTENT_DIR = content_with_ten_items
