"""The QR code: read back from the drawing by another reader, it is the record's address."""

import pytest

from courses.learning.sharing.certificates.codes import new_code
from courses.learning.sharing.certificates.pictures import ShortAddress
from courses.learning.sharing.qr import QUIET, qr_picture
from tests.learning.sharing.certificates.qr_reader import QrReader, modules_of, without_quiet_zone


def read(address: ShortAddress) -> QrReader:
    picture = qr_picture(address.scanned)
    return QrReader(without_quiet_zone(modules_of(picture.path, picture.size), QUIET))


@pytest.mark.parametrize("host", ["learn.example.org", "localhost:8000", "192.168.1.20:8000", "a.cn", "[::1]:8000",
                                  "learning.community-centre.org"])  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_qr_code_reads_as_the_address(scheme, host) -> None:
    code = new_code()

    read_back = read(ShortAddress(scheme, host, code)).text()

    assert read_back == f"{scheme}://{host.upper()}/V/{code}"


def test_qr_code_of_an_ordinary_host_is_of_version_2_or_3_and_level_m() -> None:
    codes = [read(ShortAddress("https", "h" * length, new_code())) for length in (4, 12, 17, 19)]

    assert [(code.version, code.level) for code in codes] == [(3, "M")] * 4


def test_qr_code_has_a_quiet_zone_of_four_modules() -> None:
    picture = qr_picture(ShortAddress("https", "learn.example.org", new_code()).scanned)
    square = modules_of(picture.path, picture.size)

    assert QUIET == 4
    assert picture.size == 29 + 2 * 4
    assert [sum(square[row]) for row in (0, 1, 2, 3, -4, -3, -2, -1)] == [0] * 8
    assert square[4][4:11] == [1] * 7
