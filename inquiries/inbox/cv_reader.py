"""Run by cv.py in a process of its own: a PDF on standard input, what was asked for on standard
output. Knows nothing of Django or of the site."""

from __future__ import annotations

import io
import sys

PAGES = 4  # of a picture
TEXT_PAGES = 10
WIDTH = 900  # pixels of a page
TALLEST = 1800
GAP = 12
LETTERS = 100_000
MEMORY = 1024 * 1024 * 1024
SECONDS = 10


def confine() -> None:
    """Little memory and time, no files to write, no dumps; where the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def picture(data: bytes) -> bytes:
    """The first pages below each other, as WebP."""
    import pypdfium2
    from PIL import Image

    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for number in range(min(PAGES, len(document))):
            page = document[number]
            width, height = page.get_size()
            scale = min(WIDTH / max(width, 1), TALLEST / max(height, 1))
            pages.append(page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB"))
    tall = sum(page.height for page in pages) + GAP * (len(pages) - 1)
    sheet = Image.new("RGB", (max(page.width for page in pages), tall), "#888888")
    top = 0
    for page in pages:
        sheet.paste(page, ((sheet.width - page.width) // 2, top))
        top += page.height + GAP
    out = io.BytesIO()
    sheet.save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


def text(data: bytes) -> bytes:
    """What stands on its pages, as UTF-8."""
    import pypdfium2

    found = []
    with pypdfium2.PdfDocument(data) as document:
        for number in range(min(TEXT_PAGES, len(document))):
            found.append(document[number].get_textpage().get_text_bounded())
    return "\n\n".join(found)[:LETTERS].encode("utf-8", "replace")


if __name__ == "__main__":
    confine()
    asked = {"picture": picture, "text": text}[sys.argv[1]]
    sys.stdout.buffer.write(asked(sys.stdin.buffer.read()))
