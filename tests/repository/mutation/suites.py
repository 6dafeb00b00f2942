"""Which modules faults are planted in, and the tests that concern them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suite:
    """Modules as patterns of paths; tests as pytest takes them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


REPORTS = (
    "tests/organizations/reports", "tests/organizations/assigning/test_first_check.py",
    "tests/security/lists/test_totals.py",
)  # fmt: skip
CARRYING = (
    "tests/accounts/test_carrying.py", "tests/accounts/test_what_is_carried.py", "tests/accounts/ended",
    "tests/literacy/pages/test_faults.py",
)  # fmt: skip
LINT = "tests/catalog/lint"
SUITES = {
    "totals": Suite(("courses/organizations/reports/**/*.py",), REPORTS),
    "permissions": Suite(
        (
            "courses/organizations/access/[!r]*.py", "courses/organizations/access/roles.py",
            *(f"courses/organizations/models/{name}.py" for name in ("assignments", "groups", "members", "plans")),
            "courses/organizations/models/organizations.py", "courses/organizations/staffing/actions.py",
            "courses/organizations/joining/actions.py", "courses/accounts/sign_in/takeover.py",
        ),
        (
            "tests/organizations/access", "tests/organizations/staffing", "tests/organizations/joining/test_actions.py",
            *(f"tests/organizations/joining/test_{name}.py" for name in ("leaving", "join")),
        ),
    ),
    "privacy": Suite(
        ("courses/privacy/**/*.py", "courses/organizations/groups/aging.py"),
        (
            "tests/privacy", "tests/organizations/groups/test_aging.py", "tests/learning/planning/paths",
            *(f"tests/literacy/operator_tools/test_{name}.py" for name in ("person", "keys")),
            "tests/learning/claims/test_waiting.py", "tests/organizations/access/test_security_log.py",
            "tests/organizations/ways_back/test_deleted_organizations.py",
            "tests/organizations/ways_back/test_workshops_and_roles.py", "tests/accounts/sessions",
            "tests/organizations/staffing/test_heirs.py",
        ),
    ),
    "carrying": Suite(("courses/accounts/session/pending_answer.py", "literacy/serving/compression.py"),
                      (*CARRYING, "tests/literacy/serving/test_page_compression.py")),
    "marking": Suite(
        ("courses/catalog/kinds/*.py", "courses/learning/exams/*.py"),
        (
            "tests/catalog/kinds", "tests/catalog/test_kinds.py", "tests/catalog/published/test_versions.py",
            f"{LINT}/questions", "tests/learning/exams", "tests/learning/assisted",
            "tests/literacy/pages/test_my_progress.py",
        ),
    ),
    "merging": Suite(("courses/learning/claims/*.py",), ("tests/learning/claims",)),
    "sources": Suite(
        ("courses/catalog/lint/evidence/weights.py",),
        (f"{LINT}/evidence", *(f"{LINT}/structure/test_{name}.py" for name in ("letters", "references"))),
    ),
}  # fmt: skip
