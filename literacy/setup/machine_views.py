"""What machines ask: whether this process is alive, and whether it can serve."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.accounts.access import public
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
