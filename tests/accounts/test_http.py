"""What every package takes from one place: requests, answers, refusals, and what is internal to allauth."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse

from courses.accounts.http.csv_files import safe_cell
from courses.accounts.http.refusals import ChangedMeanwhileError, ClosedError, NotYoursError, RefusedError, TooLateError
from courses.accounts.http.requests import of_site
from courses.accounts.http.responses import never_stored, see_other
from courses.accounts.sign_in import allauth_internals
from courses.learning.exams.actions import AlreadySent
from courses.learning.planning.paths.actions import AlreadyMade
from courses.organizations.workshops.actions import EndedError

SOURCES = [path for folder in ("courses", "literacy") for path in (Path(settings.BASE_DIR) / folder).rglob("*.py")]
INTERNALS = {
    "AbstractCodeVerificationProcess",
    "LOGIN_SESSION_KEY",
    "clear_login",
    "compare_user_code",
    "format_hotp_value",
    "generate_totp_secret",
    "get_totp_secret",
    "hotp_value",
    "logout",
    "perform_login",
    "ratelimit",
    "record_authentication",
    "unstash_login",
    "webauthn",
}


def test_internals_of_allauth_are_named_in_one_module() -> None:
    importing = re.compile(r"^\s*(?:from|import) allauth\.[\w.]*internal", re.MULTILINE)
    found = [path.name for path in SOURCES if importing.search(path.read_text())]

    assert found == ["allauth_internals.py"]
    assert set(allauth_internals.__all__) == INTERNALS


def test_no_module_sets_the_header_of_pages_that_nobody_stores_by_itself() -> None:
    setting = '["Cache-Control"] = "no-store"\n'
    found = [str(path.relative_to(settings.BASE_DIR)) for path in SOURCES if setting in path.read_text()]

    assert found == ["courses/accounts/http/responses.py"]


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("小林;=1+1", "小林;'=1+1"), ("小林; =1+1", "小林; '=1+1"), ('a";"@x', "a\";\"'@x"), ("a\n=1+1", "a\n'=1+1"),
        ("a\t＝1", "a\t'＝1"), ("=1;-2", "'=1;'-2"), ("a; b", "a; b"), ("3-5 = 2", "3-5 = 2"), (-5, "-5"),
    ],
)  # fmt: skip
def test_cell_begins_no_formula_wherever_a_spreadsheet_splits_it(typed, cell) -> None:
    assert safe_cell(typed) == cell


def test_page_that_is_never_stored_says_so() -> None:
    response = HttpResponse("words")

    assert never_stored(response) is response
    assert response["Cache-Control"] == "no-store"


def test_going_on_elsewhere_is_asked_for_with_get() -> None:
    response = see_other("/en/me/")

    assert (response.status_code, response["Location"]) == (303, "/en/me/")


def test_request_of_the_site_is_the_request_itself(rf) -> None:
    request = rf.get("/")
    of_site(request).page_path = "/en/me/"

    assert of_site(request) is request
    assert request.page_path == "/en/me/"


@pytest.mark.parametrize("error", [ChangedMeanwhileError, ClosedError, NotYoursError, TooLateError])
def test_refusals_are_one_family(error) -> None:
    assert issubclass(error, RefusedError)


@pytest.mark.parametrize("error", [AlreadySent, AlreadyMade, EndedError])
def test_what_takes_nothing_more_is_closed(error) -> None:
    assert issubclass(error, ClosedError)
