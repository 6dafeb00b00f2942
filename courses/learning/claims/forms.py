"""Form that names the question about a guest's learning."""

from django import forms


class AgainForm(forms.Form):
    """Whether a declined question is to be asked again."""

    again = forms.BooleanField(required=False)
