"""White space that shows nowhere is taken out of templates; what a reader sees stays."""

import pytest

from literacy.serving.template_loader import without_indentation


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<ul>\n  <li>\n    one\n  </li>\n  <li>two</li>\n</ul>\n", "<ul><li>one</li><li>two</li></ul>"),
        ("<p>\n  Read\n  <b>this</b>\n  first\n</p>", "<p>Read\n<b>this</b>\nfirst</p>"),
        ("<p>先读<b>这一条</b>，再签字</p>\n", "<p>先读<b>这一条</b>，再签字</p>"),
        ("<p>one  two</p>", "<p>one  two</p>"),
        ("<pre>\n  a\n    b\n</pre>\n<p>c</p>", "<pre>\n  a\n    b\n</pre><p>c</p>"),
        ("<textarea>\n a\n  b</textarea>", "<textarea>\n a\n  b</textarea>"),
        ("<script>\n  go()\n</script>", "<script>\n  go()\n</script>"),
        ('<a\n  href="{% url "x" %}"\n  class="b">\n  go\n</a>', '<a href="{% url "x" %}" class="b">\ngo\n</a>'),
        ('<p title="one\n  two">x</p>', '<p title="one\n  two">x</p>'),
        ("{% load i18n %}\n{% if a %}\n  <b>x</b>\n{% endif %}\n", "{% load i18n %}{% if a %}<b>x</b>{% endif %}"),
        ("a {% if b %}\n c\n{% else %}\n d\n{% endif %}\n e", "a {% if b %}\nc\n{% else %}\nd\n{% endif %}\ne"),
        ("<p>\n{% if b %}\n x\n{% endif %}\n y</p>", "<p>{% if b %}x\n{% endif %}\ny</p>"),
        (
            "<p>x</p>\n{% if b %}\n y\n{% else %}\n<p>z</p>\n{% endif %}\n w",
            "<p>x</p>{% if b %}y\n{% else %}<p>z</p>{% endif %}\nw",
        ),
        ('{% load a %}\n{% url "b" as c %}\n<i>d</i>', '{% load a %}{% url "b" as c %}<i>d</i>'),
        ("{% block title %}\n  a\n{% endblock %}\n b", "{% block title %}a{% endblock %}\nb"),
        ("{% for a in b %}\n x\n{% endfor %}", "{% for a in b %}\nx\n{% endfor %}"),
        (
            '<svg>\n <path d="M0 0"/>\n <text>a\n b</text>\n</svg>\n x',
            '<svg><path d="M0 0"/><text>a\nb</text></svg>\nx',
        ),
        (
            "{% blocktranslate trimmed %}\n a\n  b\n{% endblocktranslate %}",
            "{% blocktranslate trimmed %}\n a\n  b\n{% endblocktranslate %}",
        ),
        ('<p {% if a < b %}\n class="c"{% endif %}>\n x</p>', '<p {% if a < b %} class="c"{% endif %}>x</p>'),
    ],
)
def test_white_space_goes_where_it_shows_nowhere(written: str, kept: str) -> None:
    assert without_indentation(written) == kept
