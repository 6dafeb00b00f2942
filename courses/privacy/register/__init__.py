"""The privacy register of every stored field; the page, the export and the erasure are generated from it."""

from collections.abc import Mapping

from django.db.models import Model

from courses.privacy.register.accounts import ACCOUNT_TABLES
from courses.privacy.register.assignments import ASSIGNMENT_TABLES
from courses.privacy.register.claims import CLAIM_TABLES
from courses.privacy.register.learning import LEARNING_TABLES
from courses.privacy.register.organizations import NOT_PERSONAL_HERE, ORGANIZATION_TABLES
from courses.privacy.register.table import Table

TABLES: tuple[Table, ...] = (
    *ACCOUNT_TABLES, *LEARNING_TABLES, *CLAIM_TABLES, *ORGANIZATION_TABLES, *ASSIGNMENT_TABLES,
)  # fmt: skip

NOT_PERSONAL: Mapping[str, str] = {
    "auth.Permission": "names of rights, the same on every site",
    "auth.Group": "sets of rights, no people",
    "contenttypes.ContentType": "names of tables",
    "sessions.Session": "a random key, the number of the person signed in, and of the form they sent last a keyed hash"
    " and the page it led to; gone at sign-out and when it ends",
    "accounts.SecurityEvent": "the security log: keyed hashes of accounts and parts of addresses; gone after a year",
    "privacy.ErasureKey": "fingerprints of the site's erasure keys",
    "privacy.ErasureList": "random numbers of the lists of erasures, one a server",
    "privacy.ErasureMark": "keyed hashes of erased accounts, so that a restored copy brings nobody back",
    **NOT_PERSONAL_HERE,
}


def stored_fields(model: type[Model]) -> set[str]:
    """Names of all fields of `model` that hold something, many-to-many fields included."""
    return {one.name for one in (*model._meta.concrete_fields, *model._meta.many_to_many)}
