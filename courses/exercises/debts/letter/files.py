"""The letter as a file: plain text, or a Word document in letters that a Chinese office prints."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from courses.exercises.debts.letter.result import LetterResult

BOM = "\ufeff"  # without it Notepad in China reads UTF-8 as GBK
LATIN, HAN = "Times New Roman", "宋体"
ABOVE_A_COPY = "English copy, for you: the letter above is the one to send"


def as_text(_form: Any, result: LetterResult) -> bytes:
    parts = [result.text]
    if result.copy:
        parts += [f"—— {ABOVE_A_COPY} ——", result.copy]
    return (BOM + "\n\n".join(parts) + "\n").replace("\n", "\r\n").encode()


def as_word(_form: Any, result: LetterResult) -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), HAN)
    normal.paragraph_format.line_spacing = 1.5
    _add(document, result.text)
    if result.copy:
        above = document.add_paragraph()
        above.paragraph_format.page_break_before = True
        above.add_run(ABOVE_A_COPY).italic = True
        _add(document, result.copy)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Any, text: str) -> None:
    """Add the lines to the document, each as a paragraph; the first is the heading."""
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        paragraph: Paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        if number == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.bold, run.font.size = True, Pt(16)
