"""Endpoints for machines: whether this process is alive, whether it can serve, and its metrics."""

from secrets import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.access import public
from courses.accounts.http.responses import never_stored
from courses.catalog.published.library import catalog
from literacy.setup.examining import NEEDED


@public("a load balancer asks whether the process is alive")
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok", "lessons": sum(len(one.lessons) for one in catalog().courses.values())})


@public("a load balancer asks whether to send people here; says which part fails, and nothing of why")
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    failing = next((one.name for one in NEEDED if any(True for _ in one.find(now))), None)
    if failing:
        return JsonResponse({"status": "not ready", "failing": failing}, status=503)
    return JsonResponse({"status": "ready"})


@public("whoever holds the token of METRICS_TOKEN; for all others, and without that setting, there is no such page")
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    given = request.headers.get("Authorization", "").encode()
    wanted = settings.METRICS_TOKEN
    if not wanted or not compare_digest(given, f"Bearer {wanted}".encode()):
        raise Http404
    from literacy.serving.metrics import exposed  # makes a folder for its files

    body, content_type = exposed()
    return never_stored(HttpResponse(body, content_type=content_type))
