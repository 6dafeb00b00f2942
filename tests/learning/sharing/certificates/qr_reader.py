"""A small reader of QR codes of versions 1 to 6, written from ISO/IEC 18004: an opinion beside that of the writer.

It reads clean modules: it takes out mask and interleaving, not errors.
"""

import re
from dataclasses import dataclass

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
DATA_CODEWORDS_M = {2: (28,), 3: (44,), 4: (32, 32), 5: (43, 43)}  # by version, of each block at level M
MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def modules_of(path: str, size: int) -> list[list[int]]:
    """The drawing as a square of 0 and 1, quiet zone included."""
    square = [[0] * size for _ in range(size)]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        for column in range(int(x), int(x) + int(width)):
            square[int(y)][column] = 1
    return square


def without_quiet_zone(square: list[list[int]], quiet: int) -> list[list[int]]:
    """The code inside; raises AssertionError where the zone around it is not white."""
    inner = [row[quiet:-quiet] for row in square[quiet:-quiet]]
    assert sum(map(sum, inner)) == sum(map(sum, square))
    return inner


@dataclass
class QrReader:
    modules: list[list[int]]

    @property
    def size(self) -> int:
        return len(self.modules)

    @property
    def version(self) -> int:
        return (self.size - 17) // 4

    @property
    def format(self) -> int:
        """Five bits: error level and mask."""
        bits = "".join(str(self.modules[8][column]) for column in (0, 1, 2, 3, 4))
        return int(bits, 2) ^ 0b10101

    @property
    def level(self) -> str:
        return {0b01: "L", 0b00: "M", 0b11: "Q", 0b10: "H"}[self.format >> 3]

    def _is_function(self, row: int, column: int) -> bool:
        last, centre = self.size - 1, self.size - 7
        corners = (row < 9 and column < 9) or (row < 9 and column > last - 8) or (row > last - 8 and column < 9)
        alignment = self.version > 1 and abs(row - centre) <= 2 and abs(column - centre) <= 2
        return corners or alignment or row == 6 or column == 6

    def _codewords(self) -> list[int]:
        mask, bits = MASKS[self.format & 0b111], ""
        columns = [column for column in range(self.size - 1, -1, -1) if column != 6]
        for number, right in enumerate(columns[::2]):
            rows = range(self.size) if number % 2 else range(self.size - 1, -1, -1)
            for row in rows:
                for column in (right, columns[columns.index(right) + 1]):
                    if not self._is_function(row, column):
                        bits += str(self.modules[row][column] ^ mask(row, column))
        return [int(bits[start : start + 8], 2) for start in range(0, len(bits) - 7, 8)]

    def _data(self) -> str:
        lengths = DATA_CODEWORDS_M[self.version]
        blocks: list[list[int]] = [[] for _ in lengths]
        words = iter(self._codewords())
        for place in range(max(lengths)):
            for block, length in zip(blocks, lengths, strict=True):
                if place < length:
                    block.append(next(words))
        return "".join(f"{word:08b}" for block in blocks for word in block)

    def text(self) -> str:
        bits, found = self._data(), ""
        while len(bits) >= 4 and (mode := int(bits[:4], 2)):
            if mode == 0b0100:
                count, bits = int(bits[4:12], 2), bits[12:]
                found += bytes(int(bits[8 * n : 8 * n + 8], 2) for n in range(count)).decode()
                bits = bits[8 * count :]
            elif mode == 0b0010:
                count, bits = int(bits[4:13], 2), bits[13:]
                letters, bits = _letters(count, bits)
                found += letters
            else:
                raise ValueError(f"mode {mode:04b}")
        return found


def _letters(count: int, bits: str) -> tuple[str, str]:
    letters = ""
    while count >= 2:
        first, second = divmod(int(bits[:11], 2), 45)
        letters, bits, count = letters + SIGNS[first] + SIGNS[second], bits[11:], count - 2
    return (letters + SIGNS[int(bits[:6], 2)], bits[6:]) if count else (letters, bits)
