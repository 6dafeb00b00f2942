"""The two pages of the minimal site: one says that it runs, the other keeps what is sent."""

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from tests.load.minimal.models import Kept


class KeepForm(forms.Form):
    key = forms.CharField(max_length=100)
    given = forms.CharField(max_length=600)


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def keep(request: HttpRequest) -> HttpResponse:
    """One insert, once per key, acknowledged after it is on the disk."""
    form = KeepForm(request.POST)
    if not request.user.is_authenticated or not form.is_valid():
        return HttpResponse(status=422)
    with transaction.atomic():
        Kept.objects.get_or_create(
            person_id=request.user.pk, key=form.cleaned_data["key"],
            defaults={"given": form.cleaned_data["given"], "at": timezone.now()},
        )  # fmt: skip
    response = redirect("/health/")
    response.status_code = 303
    return response


urlpatterns = [path("health/", health), path("keep/", keep)]
