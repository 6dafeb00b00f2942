"""Reads which question about a guest's learning is meant."""

from django import forms


class AgainForm(forms.Form):
    """Whether it is the question that was answered with no, asked once more."""

    again = forms.BooleanField(required=False)
