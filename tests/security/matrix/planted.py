"""The site with views that are wrong on purpose: the harness must notice every one of them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.shortcuts import get_object_or_404
from django.urls import path

from courses.accounts.access import public
from courses.accounts.visitors.visitor import account_of
from courses.organizations.access.staff import for_staff
from courses.organizations.models import Group, Member
from literacy.urls import *  # noqa: F403
from literacy.urls import urlpatterns as real


def _page(text: str) -> HttpResponse:
    response = HttpResponse(text)
    response["Cache-Control"] = "no-store"
    return response


def _led(request: HttpRequest, pk: int) -> Group:
    return get_object_or_404(Group.objects.led_by(account_of(request)), pk=pk)


@for_staff("a fault: nobody asks who leads the group")
def unchecked(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(get_object_or_404(Group, pk=pk).code)


@for_staff("a fault: the names of all groups")
def leaking(request: HttpRequest, pk: int) -> HttpResponse:
    _led(request, pk)
    return _page(" ".join(Member.objects.values_list("nickname", flat=True)))


@for_staff("a fault: 403 tells that the group exists")
def forbidding(request: HttpRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group, pk=pk)
    is_own = Group.objects.led_by(account_of(request)).filter(pk=group.pk).exists()
    return _page("yours") if is_own else HttpResponseForbidden()


@for_staff("a fault: it writes before it asks")
def hasty(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        Group.objects.filter(pk=pk).update(name="changed")
    return _page(_led(request, pk).code)


@for_staff("a fault: a page about groups of others that looks different from one about none")
def telling(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        return _page(_led(request, pk).code)
    except Http404:
        if Group.objects.filter(pk=pk).exists():
            return HttpResponseNotFound("not yours", headers={"Cache-Control": "no-store"})
        raise


@for_staff("a fault: looking changes something")
def writing(request: HttpRequest, pk: int) -> HttpResponse:
    Group.objects.filter(pk=_led(request, pk).pk).update(name="changed")
    return _page("yours")


@for_staff("a fault: HEAD says another thing than GET")
def headless(request: HttpRequest, pk: int) -> HttpResponse:
    response = _page(_led(request, pk).code)
    if request.method == "HEAD":
        response["Content-Type"] = "text/plain"
    return response


@public("a fault: caches that people share may keep what belongs to one of them")
def kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse("yours", headers={"Cache-Control": "public, max-age=600"})


@public("a fault: scripts of others may run, and the page may be framed")
def lax(request: HttpRequest) -> HttpResponse:
    response = _page("yours")
    response["X-Frame-Options"] = "ALLOWALL"
    response["Content-Security-Policy"] = "default-src 'none'; script-src 'self' 'unsafe-inline'"
    response.set_cookie("sessionid", "told to scripts")
    return response


OF_GROUPS = (unchecked, leaking, forbidding, hasty, telling, writing, headless)
urlpatterns = [
    *(path(f"en/groups/<int:pk>/{view.__name__}/", view, name=view.__name__) for view in OF_GROUPS),
    path("en/kept/", kept, name="kept"),
    path("en/lax/", lax, name="lax"),
    *real,
]
