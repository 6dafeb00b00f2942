"""Forms about a person's own data."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """Erasing cannot be undone, so it takes one tick more than a press."""

    use_required_attribute = False
    sure = forms.BooleanField(
        label=_("Yes, delete everything listed above. It cannot be brought back."),
        error_messages={"required": _("Tick the box if you want everything deleted")},
    )
