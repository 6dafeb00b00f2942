"""Which modules faults are planted in, and the tests that concern them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suite:
    """Modules as patterns of paths; tests as pytest takes them."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]


GROUPS = (
    "tests/organizations/reports", "tests/organizations/test_roles.py", "tests/organizations/test_dead_ends.py",
    "tests/organizations/staffing", "tests/organizations/groups", "tests/organizations/test_ways_back.py",
    "tests/security/test_totals.py", "tests/security/test_lists.py", "tests/security/test_lists_later.py",
)  # fmt: skip
ACCOUNTS = ("tests/accounts/test_access.py", "tests/accounts/test_carrying.py", "tests/accounts/test_ended.py")
SUITES = {
    "merging": Suite(("courses/learning/claims/*.py",), ("tests/learning/claims",)),
    "totals": Suite(("courses/organizations/reports/*.py",), GROUPS),
    "permissions": Suite(
        (
            "courses/organizations/roles.py", "courses/organizations/staff.py", "courses/organizations/leading.py",
            "courses/organizations/models/*.py", "courses/organizations/staffing/actions.py",
            "courses/accounts/access.py", "courses/accounts/takeover.py",
        ),
        (*GROUPS, *ACCOUNTS, "tests/organizations/joining", "tests/security/test_whose_way_in.py"),
    ),
    "privacy": Suite(
        ("courses/privacy/*.py", "courses/organizations/aging.py", "courses/accounts/pending_answer.py"),
        ("tests/privacy", *ACCOUNTS, "tests/organizations/test_aging.py", "tests/pages/test_faults.py"),
    ),
    "marking": Suite(
        ("courses/catalog/kinds/*.py", "courses/learning/exams/*.py"),
        ("tests/catalog/kinds", "tests/catalog/test_kinds.py", "tests/learning/exams"),
    ),
    "sources": Suite(("courses/catalog/lint/weights.py",), ("tests/catalog/lint/test_weights.py",)),
}  # fmt: skip
