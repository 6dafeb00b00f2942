"""Forms about a person's settings."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DisplayForm(forms.Form):
    """Theme and text size; `next` is a path of this site to go back to."""

    use_required_attribute = False
    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[("auto", _("Same as the device")), ("light", _("Light")), ("dark", _("Dark"))],
        widget=forms.RadioSelect,
    )
    size = forms.ChoiceField(
        label=_("Text size"),
        choices=[("normal", _("Normal")), ("large", _("Large")), ("larger", _("Larger"))],
        widget=forms.RadioSelect,
    )
    next = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
