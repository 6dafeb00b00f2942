"""Refuses passwords made of this site's own words: whoever attacks the site tries them first."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from courses.accounts.models import User

SITE_WORDS = (
    "clear", "money", "loan", "loans", "lesson", "learn", "learning", "course", "finance", "financial", "literacy",
    "password", "qingchu", "daikuan", "mima", "xuexi", "licai", "钱", "贷款", "借款", "学习", "课程", "密码", "理财",
    "明白账", "明白", "mingbai",
)  # fmt: skip
LEFT_AT_LEAST = 6  # letters that must remain when the site's words, digits and marks are taken away


class SiteWordsValidator:
    """A password must hold more than the site's words and the person's name with digits around them."""

    def validate(self, password: str, user: User | None = None) -> None:
        plain = unicodedata.normalize("NFKC", password).casefold()
        name = (user.username if user else None) or ""
        held = [word for word in (*SITE_WORDS, name.casefold()) if word and word in plain]
        if not held:
            return
        for word in sorted(held, key=len, reverse=True):
            plain = plain.replace(word, " ")
        if len(re.sub(r"[\W\d_]", "", plain)) < LEFT_AT_LEAST:
            raise ValidationError(
                _("Choose other words: this password is made of words that are easy to guess here."),
                code="password_site_words",
            )

    def get_help_text(self) -> str:
        return _("Do not use words of this site, or your user name.")
