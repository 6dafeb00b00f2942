"""How Django's own forms look on this site: one template for every field."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class SiteFormRenderer(TemplatesSetting):
    field_template_name = "forms/field.html"


class SearchForm(forms.Form):
    use_required_attribute = False
    q = forms.CharField(
        label=_("Search the whole site"),
        max_length=200,
        required=False,
        strip=True,
        error_messages={"max_length": _("Search for fewer words: at most 200 letters")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
