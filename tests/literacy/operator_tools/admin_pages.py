"""The pages under /admin/, and what is noted when they are looked at."""

from courses.accounts.models import SecurityEvent
from tests.literacy.operations.test_settings import settings_from  # noqa: F401 - a fixture
from tests.security.policy import OPERATORS

PAGES = ["/admin/", *(f"/admin/{name.partition(':')[2]}/" for name in OPERATORS if name != "admin:index")]


def looks() -> list[tuple[str, str, str]]:
    """Whom it was about, by whom, and what was looked at."""
    found = SecurityEvent.objects.filter(kind="look").order_by("pk")
    return list(found.values_list("account", "actor", "about"))
