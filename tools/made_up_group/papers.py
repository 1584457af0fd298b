"""A PDF of one page, as small as one can be (PDF 1.4 reference, appendix G)."""

from __future__ import annotations

from django.core.files.base import ContentFile


def paper(title: str, name: str) -> ContentFile[bytes]:
    """A page that says its title; letters outside Latin-1 are left out."""
    said = title.replace("\\", "").replace("(", r"\(").replace(")", r"\)")
    text = f"BT /F1 14 Tf 72 760 Td ({said[:70]}) Tj ET".encode("latin-1", "ignore")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
    return ContentFile(
        content + end % (size, table, size) + b"startxref\n%d\n%%%%EOF\n" % len(content),
        name,
    )
