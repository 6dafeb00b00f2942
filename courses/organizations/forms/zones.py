"""Time zones to choose from: those of the site's readers, each with its distance from UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

ZONES = (
    "Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "Asia/Singapore",
    "Asia/Kuala_Lumpur", "Asia/Bangkok", "Asia/Jakarta", "Asia/Tokyo", "Asia/Seoul", "Asia/Kolkata", "Asia/Dubai",
    "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "Europe/London", "Europe/Paris", "Europe/Berlin",
    "America/New_York", "America/Chicago", "America/Los_Angeles", "America/Sao_Paulo", "Australia/Sydney",
    "Pacific/Auckland", "UTC",
)  # fmt: skip


def zone_choices(now: datetime) -> list[tuple[str, str]]:
    names = dict.fromkeys((settings.TIME_ZONE, *ZONES))
    return [(name, f"{name.replace('_', ' ')} (UTC{now.astimezone(ZoneInfo(name)):%z})") for name in names]


def zone_of(name: str) -> ZoneInfo:
    """The ZoneInfo of this name, or the site's default where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def today_in(zone: str, now: datetime) -> date:
    """The current date in this time zone."""
    return now.astimezone(zone_of(zone)).date()
