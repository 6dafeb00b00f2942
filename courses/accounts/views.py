"""A person's settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from courses.accounts.access import public
from courses.accounts.display import Display, display_of, keep_display
from courses.accounts.forms import DisplayForm


@public("anybody may choose how pages look")
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        now = display_of(request)
        form = DisplayForm(initial={"theme": now.theme, "size": now.size, "next": request.GET.get("next", "")[:300]})
        return render(request, "courses/accounts/display.html", {"form": form})
    form = DisplayForm(request.POST)
    if not form.is_valid():
        return render(request, "courses/accounts/display.html", {"form": form, "has_errors": True}, status=422)
    target = form.cleaned_data["next"]
    if not target.startswith("/") or not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = request.path
    response = redirect(target)
    response.status_code = 303
    keep_display(response, Display(form.cleaned_data["theme"], form.cleaned_data["size"]))
    return response
