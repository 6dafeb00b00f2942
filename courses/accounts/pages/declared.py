"""Tables that other packages fill with facts about their routes at start-up, so that none is named here."""

from collections.abc import Iterable, Mapping

# By route that only takes a form: the page on which the form stands, and those parts of the address that it takes.
FORM_PAGES: dict[str, tuple[str, ...]] = {"accounts:go-on": ("me",)}
# Forms that count for nobody's account, or are themselves a way in or out, or say on their own page what has happened:
# they are taken after a sign-in has ended.
GOES_THROUGH = {"account_logout", "accounts:display", "accounts:stay", "accounts:recover", "accounts:go-on"}
# How the names of views begin whose frames are kept for other readers.
KEPT_FOR_OTHERS: list[str] = []
# The page on which somebody without a password of their own signs in once more.
SIGNS_IN_WITHOUT_PASSWORD: list[str] = []


def declare(
    *,
    form_pages: Mapping[str, tuple[str, ...]] | None = None,
    goes_through: Iterable[str] = (),
    kept_for_others: Iterable[str] = (),
    signs_in_without_password: Iterable[str] = (),
) -> None:
    """Add what a package says about its own addresses; called once, when Django is ready."""
    FORM_PAGES.update(form_pages or {})
    GOES_THROUGH.update(goes_through)
    KEPT_FOR_OTHERS.extend(kept_for_others)
    SIGNS_IN_WITHOUT_PASSWORD.extend(signs_in_without_password)
