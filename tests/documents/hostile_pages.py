"""PDF files and pictures that are broken, lying or meant to do harm."""

import io
import random
import struct
import zlib

from PIL import Image

from rag.documents.registry import readers

_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def _pdf(*parts, root="1 0 R", extra=""):
    """A file of objects numbered from 1, found by whoever looks for them."""
    written = b"%PDF-1.7\n"
    for number, part in enumerate(parts, 1):
        body = part if isinstance(part, bytes) else part.encode()
        written += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    return written + f"trailer << /Size {len(parts) + 1} /Root {root} {extra} >>\n%%EOF\n".encode()


def _stream(data, entries=""):
    packed = zlib.compress(data, 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {entries} >> stream\n"
    return head.encode() + packed + b"\nendstream"


def _page(content, box="0 0 600 800", resources="/Font << /F 5 0 R >>", *more):
    """A file of one page, which draws ``content``."""
    return _pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R"
        f" /Resources << {resources} >> >>",
        _stream(content),
        _FONT,
        *more,
    )


def _picture(width, height, data=b"\0" * 64, bits=8, space="/DeviceGray"):
    entries = (
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
        f" /BitsPerComponent {bits} /ColorSpace {space}"
    )
    return _stream(data, entries)


def pdf_files():
    script = "app.launchURL('http://127.0.0.1:9')"
    words = b"BT /F 12 Tf 50 700 Td (heating) Tj ET"
    shown = b"q 600 0 0 800 0 0 cm /X Do Q"
    named = "/XObject << /X 6 0 R >>"
    tree = "<< /Type /Catalog /Pages 2 0 R >>"
    leaf = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>"
    scattered = random.Random(3)
    bits = [
        f"1 0 0 1 {scattered.uniform(0, 590):.1f} {scattered.uniform(0, 790):.1f} Tm (a) Tj"
        for _ in range(60_000)
    ]
    made = {
        "tree-of-itself": _pdf(tree, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        "claims-pages": _pdf(tree, "<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>", leaf),
        "same-page": _pdf(tree, f"<< /Type /Pages /Kids [{'3 0 R ' * 5_000}] /Count 5000 >>", leaf),
        "nested": _pdf("[" * 200_000),
        "nested-pages": _pdf(tree, "<< /Kids " * 50_000),
        "form-of-itself": _page(
            words + b" /X Do",
            "0 0 600 800",
            f"/Font << /F 5 0 R >> {named}",
            _stream(
                b"/X Do /X Do",
                f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {named} >>",
            ),
        ),
        "words-bomb": _page(b"BT /F 12 Tf 50 700 Td " + b"(heating) Tj " * 4_000_000 + b"ET"),
        "spaces-bomb": _page(b" " * 300_000_000),
        "scattered": _page(f"BT /F 4 Tf {' '.join(bits)} ET".encode()),
        "saves": _page(b"q " * 2_000_000 + words),
        "huge-page": _page(words, "0 0 1e12 1e12"),
        "no-page": _page(words, "0 0 0 0"),
        "odd-page": _page(words, "nan inf -1 x"),
        "picture-giant": _page(shown, "0 0 600 800", named, _picture(100_000, 100_000)),
        "picture-bomb": _page(
            shown, "0 0 600 800", named, _picture(7_000, 7_000, b"\xff" * 49_000_000)
        ),
        "picture-lying": _page(shown, "0 0 600 800", named, _picture(4_000, 4_000)),
        "picture-negative": _page(shown, "0 0 600 800", named, _picture(-1, 2**31 - 1)),
        "filters": _page(
            words,
            "0 0 600 800",
            "/Font << /F 5 0 R >>",
            "<< /Filter [" + "/FlateDecode " * 5_000 + "] >>",
        ),
        "acts": _pdf(
            f"{tree[:-2]} /OpenAction << /S /JavaScript /JS ({script}) >>"
            " /AA << /WC << /S /Launch /F (/bin/sh) >> >> >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            leaf,
        ),
        "prev-of-itself": _page(words) + b"startxref\n9\n%%EOF",
        "nothing": b"%PDF-1.7\n",
        "scans": _scans(250),
    }
    for name, data in made.items():
        yield f"pdf-{name}.pdf", data


def _scans(count):
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + count))
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R"
        " /Resources << /XObject << /X 4 0 R >> >> >>"
    )
    return _pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        _stream(b"q 600 0 0 800 0 0 cm /X Do Q"),
        _picture(10, 10, b"\xff" * 100),
        *[page] * count,
    )


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width, height, pixels=b"", *more):
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = _chunk(b"IDAT", zlib.compress(pixels, 9))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + body + _chunk(b"IEND", b"")


def picture_files():
    noise = Image.frombytes("L", (700, 700), random.Random(5).randbytes(490_000))
    noisy = io.BytesIO()
    noise.save(noisy, "PNG")
    comment = _chunk(b"zTXt", b"k\0\0" + zlib.compress(b"a" * 100_000_000))
    made = {
        "giant.png": _png(100_000, 100_000),
        "bomb.png": _png(20_000, 3_500, b"\0" * 70_003_500),
        "lying.png": _png(3_000, 3_000, b"\0" * 10),
        "comment.png": _png(10, 10, b"\0" * 110, comment),
        "strip.png": _png(1, 60_000, b"\0\xff" * 60_000),
        "empty.png": _png(0, 0),
        "dot.png": _png(1, 1, b"\0\0"),
        "noise.png": noisy.getvalue(),
        # A list of directories that leads back to its beginning.
        "loop.tif": b"II*\0\x08\0\0\0" + struct.pack("<H", 0) + struct.pack("<I", 8),
        "tags.tif": b"II*\0\x08\0\0\0\xff\xff" + b"\x00\x01\x04\0\xff\xff\xff\xff\0\0\0\0" * 500,
        "cut.jpg": readers()[".jpg"].sample()[0][:200],
        "start.jpg": b"\xff\xd8\xff" + b"\xff\xc0" * 20_000,
        "words.png": "供暖".encode(),
    }
    for name, data in made.items():
        yield f"picture-{name}", data
