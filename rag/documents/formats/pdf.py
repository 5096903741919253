"""PDF files; ``rag.documents.pdf`` reads them."""

from __future__ import annotations

from rag.documents.reader import Reader, paged
from rag.schemas import FileLimits, FileText


def _read(data: bytes, limits: FileLimits) -> FileText:
    from rag.documents.pdf.document import read  # noqa: PLC0415  its library loads where it reads

    return read(data, limits)


def _sample() -> tuple[bytes, str]:
    lines = (
        (90, "关于做好供暖工作的通知"),
        (74, "一、总体要求"),
        (74, "按时供暖，检修换热站三个，"),
        (50, "储备燃料，十一月十五日前供"),
        (50, "暖。"),
        (110, "— 1 —"),
    )
    places = (760, 730, 710, 690, 670, 30)
    drawn = " ".join(
        f"1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj"
        for (x, words), y in zip(lines, places, strict=True)
    )
    content = f"BT /F 12 Tf {drawn} ET"
    parts = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 800] /Contents 4 0 R"
        " /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >> stream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        " /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 752 /Descent -271"
        " /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /CapHeight 737 /StemV 58 >>",
    )
    written = b"%PDF-1.4\n"
    entries = "0000000000 65535 f \n"
    for number, part in enumerate(parts, 1):
        entries += f"{len(written):010} 00000 n \n"
        written += f"{number} 0 obj\n{part}\nendobj\n".encode()
    size = len(parts) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    text = (
        "关于做好供暖工作的通知\n一、总体要求\n"
        "按时供暖，检修换热站三个，储备燃料，十一月十五日前供暖。"
    )
    return written + f"xref\n0 {size}\n{entries}{trailer}".encode(), text


READER = Reader(
    suffixes=frozenset({".pdf"}),
    read=_read,
    sample=_sample,
    budget=paged,
    kinds=frozenset({"pdf"}),
)
