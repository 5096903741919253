"""How often one visitor may ask. The only user of the ``limits`` library."""

from __future__ import annotations

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from rag.errors import RateLimitError


class RateLimit:
    """A moving window of one minute for each visitor, kept in this process."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def check(self, visitor: str, act: str) -> None:
        """Count one ``act`` (``ask``, ``search`` or ``ledger``) of ``visitor``.

        Raises:
            RateLimitError: The visitor has used up this minute; ``seconds`` until
                the next act is possible.
        """
        if not self._window.hit(self._item, act, visitor):
            reset = self._window.get_window_stats(self._item, act, visitor).reset_time
            raise RateLimitError(seconds=max(1, math.ceil(reset - time.time())))
