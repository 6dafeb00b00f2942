"""Pages of the site itself that people look for by name: their progress, their records, their account."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from courses.catalog.model.values.texts import Language
from courses.catalog.search_index.entries import SearchEntry
from courses.languages.known import CODES


@dataclass(frozen=True, slots=True)
class OwnPage:
    """`search` are further words by which the page is found."""

    view: str
    title: Promise
    lead: Promise
    search: Promise


OWN_PAGES = (
    OwnPage("me", _("My progress"), _("What is next, what is due, and what you have got."),
            _("progress due done courses review reviews")),
    OwnPage("learning:path", _("Make your path"), _("Say what matters today: the courses are put in order for you."),
            _("path plan order where to begin")),
    OwnPage("learning:records", _("Learning records"),
            _("Proof that you passed the final check of a course, to print or to show."),
            _("certificate certificates record proof diploma final check")),
    OwnPage("learning:verify", _("Check a learning record"), _("Type the code that stands on the paper."),
            _("verify verification code certificate genuine")),
    OwnPage("account_signup", _("Create an account"),
            _("So that your progress comes along to another device. No e-mail address needed."),
            _("sign up signup register registration account")),
    OwnPage("account_login", _("Sign in"), _("With a password, a code by e-mail or a passkey."),
            _("login log in password forgot password passkey account")),
    OwnPage("privacy:mine", _("My data"), _("See, download or delete what is stored about you."),
            _("delete account download export data privacy")),
    OwnPage("accounts:display", _("Display"), _("Larger letters, and light or dark."),
            _("letters larger size font dark light")),
    OwnPage("organizations:index", _("For groups"), _("Lead a group: give courses, see how learning goes."),
            _("group groups facilitator teacher join class code")),
)  # fmt: skip


def own_pages(language: Language) -> Iterator[SearchEntry]:
    """Found by the words of every language, as first steps in trouble are."""
    for page in OWN_PAGES:
        title, lead = (in_language(text, language) for text in (page.title, page.lead))
        yield SearchEntry("page", "", page.view, "", title, lead, also=in_every_language(page.search))


def in_every_language(words: Promise) -> str:
    return " ".join(in_language(words, one) for one in CODES)


def in_language(words: Promise, language: Language) -> str:
    with override(language):
        return str(words)
