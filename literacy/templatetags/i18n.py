"""Django's translation tags; a `{% translate %}` of fixed words looks them up once for each language.

It stands in place of Django's library of this name, because pages hold fifty such texts and each look-up is slow.
"""

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.templatetags import i18n
from django.utils.safestring import SafeString

from courses.languages.known import current_language

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class FixedNode(i18n.TranslateNode):
    """Words that stand in the template: they differ by language and by nothing else."""

    def __init__(self, words: FilterExpression) -> None:
        super().__init__(words, noop=False)
        self.known: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = current_language()
        if language not in self.known:
            self.known[language] = SafeString(super().render(context))
        return self.known[language]


@register.tag("translate")
def do_translate(parser: Parser, token: Token) -> template.Node:
    """Words with a name, a context or a filter are left to Django."""
    parts = token.split_contents()
    is_fixed = len(parts) == 2 and parts[1][0] == parts[1][-1] == '"' and "|" not in parts[1]
    return FixedNode(parser.compile_filter(parts[1])) if is_fixed else i18n.do_translate(parser, token)
