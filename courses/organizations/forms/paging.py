"""Long lists in pages: which page an address asks for."""

from django import forms

from courses.organizations.forms.fields import PlainForm


class PageForm(PlainForm):
    """Which page of a long list, from 1; what is no number of a page is the first."""

    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)

    @property
    def number(self) -> int:
        self.is_valid()
        return self.cleaned_data.get("page") or 1
