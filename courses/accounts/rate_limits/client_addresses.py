"""The client address under which attempts are counted: one for each household, over IPv4 or IPv6."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

HOUSEHOLD = 64  # bits: whoever has IPv6 at home has all addresses that begin alike
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # how a translator before an IPv6 server shows IPv4 readers
UNKNOWN = "unknown"


def counted_address(text: str) -> str:
    """An IPv4 address as it is, also when mapped into IPv6; of IPv6, the prefix of a household."""
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    unfolded = _unfolded(address)
    if unfolded is not None:
        return str(unfolded)
    if address.is_link_local or address.is_loopback:
        return str(address)  # of one machine in the room, not of its network
    return str(ipaddress.IPv6Network((int(address), HOUSEHOLD), strict=False).network_address)


def _unfolded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside, else all who come through one translator would count as one."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None


def address_of(request: HttpRequest) -> str:
    """The reader's counted address, behind as many proxies as are trusted."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return UNKNOWN
