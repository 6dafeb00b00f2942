"""The lists under /admin/: there are none unless they are on, and then only for an operator with a second step."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import CommandError
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve
from django.utils import timezone
from django.utils.translation import override

from courses.accounts.models import SecurityEvent, User
from courses.accounts.security_log.events import SecurityKind, hash_of, note
from literacy.pages.operators.lists import KINDS
from tests.conftest import NOW, make_account, sign_in
from tests.literacy.operations.test_settings import settings_from  # noqa: F401 - a fixture
from tests.literacy.operator_tools.conftest import by_operator
from tests.literacy.operator_tools.lists_on import PASSWORD, URLS, lists_on, make_operator, sign_in_with_app
from tests.organizations.cast import make_group, make_member, make_organization
from tests.repository.alone import ROOT
from tests.security.policy import OPERATORS, POLICY, disagreements
from tests.security.routes import walk

pytestmark = pytest.mark.django_db
PAGES = ["/admin/", *(f"/admin/{name.partition(':')[2]}/" for name in OPERATORS if name != "admin:index")]


@pytest.fixture
def on() -> Iterator[None]:
    with lists_on():
        yield


@pytest.fixture
def operator(on: None) -> User:
    return make_operator()


@pytest.fixture
def lists(client: Client, operator: User) -> Client:
    """The operator's browser, which asks for English, signed in with their app."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return sign_in_with_app(client)


def looks() -> list[tuple[str, str, str]]:
    """Whom it was about, by whom, and what was looked at."""
    found = SecurityEvent.objects.filter(kind="look").order_by("pk")
    return list(found.values_list("account", "actor", "about"))


# ---- who


def test_without_the_setting_there_is_no_address_and_nothing_is_loaded(client, settings_from) -> None:  # noqa: F811
    off, switched_on = settings_from(), settings_from(ADMIN="on")

    assert (off["ADMIN"], switched_on["ADMIN"]) == (False, True)
    assert not any("operators" in name or "admin" in name for name in off["INSTALLED_APPS"])
    assert off["ROOT_URLCONF"] == "literacy.urls"
    assert switched_on["INSTALLED_APPS"][-1] == "literacy.pages.operators.apps.ListsConfig"
    assert switched_on["ROOT_URLCONF"] == URLS
    assert not any(route.pattern.startswith("admin") for route in walk(get_resolver("literacy.urls")))
    assert not apps.is_installed("django.contrib.admin")
    sign_in_with_app(client, make_operator().username)
    assert [client.get(page).status_code for page in PAGES] == [404] * len(PAGES)


def test_policy_and_marks_know_every_address_that_comes_with_the_setting(on) -> None:
    found = {route.name: route for route in walk(get_resolver(URLS))}

    assert disagreements(found, {**POLICY, **OPERATORS}) == []


STRANGERS = (
    "nobody", "learner", "operator without a second step", "operator by their password", "operator by a spare code",
    "colleague with an app", "operator whose account is closed", "operator no more",
)  # fmt: skip


@pytest.fixture(params=STRANGERS)
def stranger(request: pytest.FixtureRequest, on: None) -> Client:
    client = Client()
    if request.param == "learner":
        return sign_in(client, make_account("xiaolin"))
    if request.param == "operator without a second step":
        make_operator(has_app=False)
    elif request.param == "operator by their password":
        return sign_in(client, make_operator())
    elif request.param == "operator by a spare code":
        codes = RecoveryCodes.activate(make_operator()).get_unused_codes()
        client.post("/en/account/login/", {"login": "olga", "password": PASSWORD})
        client.post("/en/account/2fa/authenticate/", {"code": codes[0]})
        return client
    elif request.param != "nobody":
        make_operator()
        sign_in_with_app(client)
        no_more = {"is_active": False} if "closed" in request.param else {"is_staff": False}
        User.objects.update(**no_more)
        return client
    return sign_in_with_app(client)


def test_everybody_else_finds_nothing_there_not_even_a_trace(stranger) -> None:
    """Each address answers as one that is nowhere: with or without its slash, a language, a form."""
    stranger.handler.enforce_csrf_checks = True
    for page in (*PAGES, "/admin", "/admin/groups", "/admin/login/", "/admin/accounts/1/change/", "/en/admin/"):
        for method in ("get", "post", "options"):
            answer, other = (getattr(stranger, method)(one) for one in (page, page.replace("admin", "nimda")))
            assert (answer.status_code, other.status_code) == (404, 404), (method, page)
            assert without_addresses(answer) == without_addresses(other), (method, page)
    assert looks() == []


def test_nothing_is_read_for_whoever_may_not_look(on) -> None:
    client = sign_in(Client(), make_account("xiaolin"))
    with CaptureQueriesContext(connection) as refused:
        client.get("/admin/groups/")
        client.get("/admin/security-log/?q=xiaolin")

    assert [one["sql"] for one in refused if re.search("organizations_|securityevent|INSERT", one["sql"])] == []


def without_addresses(answer) -> tuple[str, dict[str, str]]:
    """A page and its headers without what differs from request to request."""
    text = re.sub(r"csrfmiddlewaretoken\" value=\"\w+|nimda|admin|[0-9a-f]{8,32}", "", answer.content.decode())
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    return text, headers


@pytest.mark.parametrize("page", PAGES)
def test_operator_who_signed_in_with_their_app_may_look_and_do_nothing_else(lists, operator, page) -> None:
    answer = lists.get(page)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", answer.content.decode())
    assert [lists.post(page).status_code, lists.put(page).status_code, lists.delete(page).status_code] == [404] * 3
    me = hash_of(operator)
    assert looks() == [(me, me, f"admin: {resolve(page).url_name}")]


def test_look_that_cannot_be_noted_shows_nothing(lists, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("literacy.pages.operators.guard.note_request", refuse)
    lists.raise_request_exception = False

    answer = lists.get("/admin/groups/")

    assert answer.status_code in (500, 503)
    assert b"changelist" not in answer.content


def test_sign_in_of_an_operator_is_as_short_as_that_of_whoever_sees_people(lists) -> None:
    assert lists.get("/admin/").status_code == 200
    assert lists.session["life"]["staff"] is True

    with time_machine.travel(timezone.now() + timedelta(hours=13), tick=False):
        assert lists.get("/admin/").status_code == 404


# ---- what


def test_first_page_names_every_list(lists) -> None:
    text = lists.get("/admin/").content.decode()

    assert [page for page in PAGES if f'href="{page}"' not in text] == []


def test_organizations_and_groups_are_shown_with_their_state(lists) -> None:
    centre = make_organization("Centre of the list")
    group = make_group(centre, name="Group of the list", archived_at=NOW)
    make_member(group, "nickname-of-the-list")
    type(centre).objects.filter(pk=centre.pk).update(waits_since=NOW)

    organizations, groups = (lists.get(f"/admin/{one}/").content.decode() for one in ("organizations", "groups"))

    assert "Centre of the list" in organizations
    assert "waits for approval" in organizations
    assert f"{centre.pk} Centre of the list" in groups
    assert "Group of the list" in groups
    assert "nickname-of-the-list" not in organizations + groups


def test_nobody_is_listed_before_a_whole_user_name_is_typed(lists, operator) -> None:
    person = make_account("xiaolin")
    User.objects.filter(pk=person.pk).update(email="lin@example.org")

    texts = {typed: lists.get("/admin/accounts/", {"q": typed}).content.decode() for typed in ("", "xiao", "XiaoLin")}

    assert ["xiaolin</td>" in text for text in texts.values()] == [False, False, True]
    assert "lin@example.org" not in "".join(texts.values())
    assert looks()[-1] == (hash_of(person), hash_of(operator), "admin: accounts")
    assert len(looks()) == 4  # each page, and the person who was found


@pytest.mark.parametrize(
    "address",
    ["accounts/?password__startswith=pbkdf2", "accounts/?username__startswith=x", "groups/?organization__name=x"],
)
def test_address_cannot_ask_for_more_than_the_page_offers(lists, address) -> None:
    assert lists.get(f"/admin/{address}").status_code in (302, 400)


def test_security_log_is_read_by_kind_and_by_user_name(lists, operator) -> None:
    person = make_account("xiaolin")
    Client().post("/en/account/login/", {"login": "xiaolin", "password": "not-the-password"})
    everything = lists.get("/admin/security-log/").content.decode()
    of_kind = lists.get("/admin/security-log/?kind=look").content.decode()
    of_person = lists.get("/admin/security-log/?q=xiaolin").content.decode()

    assert (hash_of(person) in everything, hash_of(person) in of_kind) == (True, False)
    assert "sign-in refused</td>" in of_person
    assert "signed in</td>" not in of_person
    assert looks()[-1] == (hash_of(person), hash_of(operator), "admin: security-log")


@pytest.mark.django_db(databases="__all__")
def test_who_is_held_back_is_listed_where_that_can_be_known(lists, settings) -> None:
    in_memory = lists.get("/admin/throttles/").content.decode()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "attempts"}}
    before = lists.get("/admin/throttles/").content.decode()
    for _ in range(11):
        Client().post("/en/account/recover/", {"username": "anna", "code": "AAAA-BBBB", "password1": PASSWORD})
    after = lists.get("/admin/throttles/").content.decode()

    assert "in the memory of each process" in in_memory
    assert ("Nobody is held back" in before, "<td>recover</td>" in before) == (True, False)
    assert ("Nobody is held back" in after, "<td>recover</td>" in after) == (False, True)


def test_lists_speak_the_language_of_the_reader(lists) -> None:
    make_organization("Centre")
    headers = {"accept-language": "zh-hans"}

    texts = [lists.get(page, headers=headers).content.decode() for page in PAGES]

    assert all('lang="zh-hans"' in text for text in texts)
    assert "机构" in texts[0]
    assert all(word in texts[PAGES.index("/admin/organizations/")] for word in ("编号", "名称", "状态", "使用中"))


def test_every_kind_of_event_has_words_in_both_languages(lists) -> None:
    for kind in SecurityKind:
        note(kind, now=timezone.now())
    page = "/admin/security-log/"
    english, chinese = (lists.get(page, headers={"accept-language": one}).content.decode() for one in ("en", "zh-hans"))

    assert set(KINDS) == set(SecurityKind)
    for kind, words in KINDS.items():
        with override("en"):
            said = str(words)
        with override("zh-hans"):
            assert str(words) != said
            assert f">{words}<" in chinese
        assert f">{said}<" in english
        assert f">{kind}<" not in chinese


# ---- what is stored


def test_no_table_comes_with_it(on) -> None:
    assert apps.get_app_config("admin").models == {}
    assert "django.contrib.admin.models" not in sys.modules
    assert [one for one in connection.introspection.table_names() if "admin" in one] == []
    assert [one.id for one in run_checks() if one.is_serious()] == []


def test_files_are_collected_only_when_it_is_on(tmp_path: Path) -> None:
    program = "from django.contrib.staticfiles.finders import find; print(bool(find('admin/css/base.css')))"
    said = {}
    for value in ("off", "on"):
        done = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "shell", "-v0", "-c", program],
            env={"PATH": "/usr/bin:/bin", "ADMIN": value, "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3"},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        said[value] = done.stdout.strip()

    assert said == {"off": "False", "on": "True"}


# ---- the command


def test_operator_is_made_and_ended_by_command_and_the_log_says_so(run) -> None:
    make_account("olga")

    said = [run("operators", *words) for words in ((), ("add", "olga", "--yes"), ("add", "olga", "--yes"), ())]
    assert "No account is that of an operator." in said[0]
    assert "operator\n" in said[1]
    assert "They see nothing until they set up a passkey or an app" in said[1]
    assert "was an operator already" in said[2]
    assert "olga: without a second step" in said[3]
    assert User.objects.get().is_staff

    assert "ended" in run("operators", "end", "olga", "--yes")
    assert "was no operator" in run("operators", "end", "olga", "--yes")
    assert not User.objects.get().is_staff
    assert by_operator() == [("role-changed", "operator"), ("role-changed", "no operator any more")]


def test_accounts_made_and_passwords_set_at_the_terminal_stand_in_the_log(run, monkeypatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "copper-lantern-river-71")
    run("createsuperuser", "--no-input", "--username", "root-of-it")
    monkeypatch.setattr("getpass.getpass", lambda prompt: "another-lantern-river-72")
    run("changepassword", "root-of-it")

    account = User.objects.get(username="root-of-it")
    assert account.check_password("another-lantern-river-72")
    assert by_operator() == [("role-changed", "all rights"), ("password-changed", "")]
    assert set(SecurityEvent.objects.values_list("account", flat=True)) == {hash_of(account)}


def test_nobody_becomes_an_operator_without_a_yes_or_a_way_to_sign_in(run) -> None:
    person = make_account("olga")
    assert "Nothing was changed" in run("operators", "add", "olga")
    User.objects.filter(pk=person.pk).update(is_active=False)

    with pytest.raises(CommandError, match="may not sign in"):
        run("operators", "add", "olga", "--yes")

    assert not User.objects.get().is_staff
    assert by_operator() == []
