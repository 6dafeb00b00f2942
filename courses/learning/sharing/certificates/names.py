"""The name on a record: the same that a list of a group takes, or none."""

from django import forms
from django.utils.translation import gettext as _

from courses.languages.names import LONGEST_NAME, NameRefusedError, normal_name


class RecordNameField(forms.CharField):
    """The name in composed form with single spaces; empty is allowed."""

    def clean(self, value: object) -> str:
        typed = str(super().clean(value) or "")
        if not typed.split():
            return ""
        try:
            return normal_name(typed)
        except NameRefusedError as refused:
            hidden = _("The name holds a sign that cannot be seen. Type it again, without copying it from elsewhere")
            long = _("Use at most %(most)s letters") % {"most": LONGEST_NAME}
            raise forms.ValidationError(long if refused.reason == "long" else hidden, code=refused.reason) from None
