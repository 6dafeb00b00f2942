"""What the printed set-ups settle for the site: whose certificates it shows, and who can touch what it logs."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.repository.alone import ROOT

DEPLOY = ROOT / "deploy"
WRITTEN = ("StandardOutput", "StandardError", "LogNamespace", "SupplementaryGroups", "Group")
OWN_AUTHORITY = re.compile(r"^\s*(tls|local_certs|acme_ca)\b", re.MULTILINE)


def unit(name: str) -> ConfigParser:
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(DEPLOY / name)
    return read


def test_nginx_shows_the_certificate_that_a_public_authority_gave() -> None:
    shown = re.findall(r"^\s*ssl_certificate (\S+);", (DEPLOY / "nginx.conf").read_text(), re.MULTILINE)
    asked = re.findall(r"^sudo certbot certonly (.+)$", (ROOT / "docs/operate.md").read_text(), re.MULTILINE)

    assert shown == ["/etc/letsencrypt/live/learn.example.org/fullchain.pem"]
    assert len(asked) == 2  # on one machine, and on several
    assert not any(word in one for one in asked for word in ("--server", "--staging", "--test-cert", "--dry-run"))


@pytest.mark.parametrize("name", ["Caddyfile", "compose.Caddyfile"])
def test_caddy_asks_the_public_authorities_that_it_knows(name) -> None:
    assert OWN_AUTHORITY.findall((DEPLOY / name).read_text()) == []


def test_own_authority_would_be_noticed() -> None:
    assert OWN_AUTHORITY.findall("learn.example.org {\n\ttls internal\n}\n") == ["tls"]


@pytest.mark.parametrize("name", sorted(file.name for file in DEPLOY.glob("*.service")))
def test_logs_are_the_journals_and_out_of_the_services_reach(name) -> None:
    """journald belongs to root, and shows lines to root and the group adm; a service that is broken into cannot change
    what it has written."""
    service = unit(name)["Service"]

    assert service["User"] == "learn"
    assert [key for key in WRITTEN if key in service] == []
    assert service["ProtectSystem"] == "strict"
    assert not any(Path("/var/log").is_relative_to(place) for place in service.get("ReadWritePaths", "").split())


def test_logs_of_the_proxy_lie_where_root_alone_makes_files() -> None:
    logs = re.findall(r"^\s*(?:access|error)_log (\S+)", (DEPLOY / "nginx.conf").read_text(), re.MULTILINE)

    assert len(logs) == 4
    assert all(log.startswith("/var/log/nginx/") for log in logs)
