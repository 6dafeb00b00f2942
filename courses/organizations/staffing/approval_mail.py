"""The mail that tells founders what became of their organisation, where they have an address."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.organizations.access.roles import Role
from courses.organizations.models import Membership, Organization


def decision_mails(organization: Organization, refusal: str = "") -> Iterator[EmailMessage]:
    """To each owner with an address, in the organisation's language; without a reason it was approved."""
    owners = Membership.objects.filter(organization=organization, role=Role.OWNER, user__is_active=True)
    addresses = owners.exclude(user__email="").order_by("pk").values_list("user__email", flat=True)
    with override(organization.language):
        body: tuple[str, ...]
        values = {"name": organization.name, "site": settings.SITE_NAME, "reason": refusal}
        if refusal:
            subject = _("%(site)s: your organisation was not approved")
            body = (
                _("“%(name)s” was not approved. The reason: %(reason)s"),
                _("If it can be solved, write to whoever runs the site."),
            )
        else:
            subject = _("%(site)s: your organisation is approved")
            body = (_("“%(name)s” is approved. Sign in, open “My groups” and create its first group."),)
        for address in addresses:
            yield EmailMessage(subject % values, "\n\n".join(body) % values + "\n", to=[address])
