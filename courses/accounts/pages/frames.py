"""Whether the frame around a page's content is the same for many readers, so that it can be cached."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import timezone

from courses.accounts.session.lifetime import SessionLifetime
from courses.accounts.visitors.visitor import visit_of

MOST_HOSTS = 16
_other_hosts: set[str] = set()  # of this process, besides those that the settings name
LEADS = "leads_groups"  # in the session: the header shows somebody who leads groups another link


def has_usual_host(request: HttpRequest) -> bool:
    """Whether pages are cached for this host.

    Ports and names under a wildcard are free to choose for clients: only the first few of those are cached, or they
    would fill the memory.
    """
    host = request.get_host()
    if host in settings.ALLOWED_HOSTS or host in _other_hosts:
        return True
    if len(_other_hosts) < MOST_HOSTS:
        _other_hosts.add(host)
    return host in _other_hosts


def frame_shown(request: HttpRequest) -> str:
    """The key of the cached page frame for this reader; "" if the frame holds something personal or temporary.

    That is an unusual host, a message, a shared computer's countdown, an assisted sitting, a sign-in that has ended, or
    a database that cannot be reached.
    """
    visit = visit_of(request)
    if not has_usual_host(request) or visit.assisted_until(timezone.now()) is not None:
        return ""
    if visit.has_plain_frame:
        return "nobody signed in"
    life: SessionLifetime | None = getattr(request, "life", None)
    is_usual = visit.account is not None and life is not None and not life.is_shared
    if not is_usual or visit.storage_is_down or len(get_messages(request)):
        return ""
    return "leads groups" if request.session.get(LEADS, False) else "signed in"
