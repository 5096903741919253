"""Picture files as pixels, within limits; the only user of Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from rag.documents.scans.engine import LONGEST_SIDE
from rag.errors import DocumentError
from rag.schemas import FileLimits

_FORMATS: Final = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
# The last two stand for whatever is wrong inside compressed pixels and their tables.
_DAMAGE: Final = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError)


def pictures(data: bytes, limits: FileLimits) -> Iterator[NDArray[np.uint8]]:
    """Yield the pages of a picture file as pixels (height, width, blue-green-red).

    Raises:
        DocumentError: It is no picture, is damaged, or has more pixels or pages than the
            limits allow.
    """
    with warnings.catch_warnings():
        # Pillow warns of what the limits here refuse, and of tags that mean nothing here.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                count = getattr(image, "n_frames", 1)
                if count > limits.scanned:
                    most = limits.scanned
                    raise DocumentError(f"{count}", reason="too_many_scans", most=most)
                for number in range(count):
                    image.seek(number)
                    yield _pixels(image, limits)
        except (UnidentifiedImageError, Image.DecompressionBombError) as error:
            raise DocumentError(str(error), reason="damaged") from error
        except _DAMAGE as error:
            raise DocumentError(str(error), reason="damaged") from error


def _pixels(image: Image.Image, limits: FileLimits) -> NDArray[np.uint8]:
    if image.width * image.height > limits.pixels:
        raise DocumentError(f"{image.width}x{image.height}", reason="too_many_pixels")
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    if upright.mode in {"RGBA", "LA", "PA", "P"}:
        # What is transparent is paper.
        layered = upright.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        upright = Image.alpha_composite(paper, layered)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    pixels = np.asarray(upright.convert("RGB"))
    return np.ascontiguousarray(pixels[:, :, ::-1])
