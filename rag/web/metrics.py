"""Counts and durations for Prometheus. The only user of ``prometheus-client``."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from rag.schemas import Answer, Rating

_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)


class Metrics:
    """The meters of one application, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "tiaowen_requests",
            "Requests answered, by route, method and HTTP status.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._request_seconds = Histogram(
            "tiaowen_request_seconds",
            "Seconds from a request's arrival to its last byte, by route.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._answers = Counter(
            "tiaowen_answers",
            "Answers given, by outcome and composer.",
            ("status", "composer"),
            registry=self._registry,
        )
        self._feedback = Counter(
            "tiaowen_feedback",
            "Ratings received, changed minds included, by rating.",
            ("rating",),
            registry=self._registry,
        )
        self._lost = Counter(
            "tiaowen_records_lost",
            "Questions and feedback that could not be kept; their answers were given.",
            registry=self._registry,
        )
        self._step_seconds = Histogram(
            "tiaowen_step_seconds",
            "Seconds one step of the asking journey took; `total` is the whole.",
            ("step",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.asks_in_progress = Gauge(
            "tiaowen_asks_in_progress", "Questions being answered now.", registry=self._registry
        )

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request; ``route`` is the pattern, never the path itself."""
        self._requests.labels(route, method, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Count one answer and the steps it went through."""
        self._answers.labels(answer.status.value, answer.composer).inc()
        for step, milliseconds in answer.timings_ms.items():
            self._step_seconds.labels(step).observe(milliseconds / 1000)

    def feedback(self, rating: Rating) -> None:
        """Count one rating."""
        self._feedback.labels(rating).inc()

    def lost(self, records: int) -> None:
        """Count records that could not be kept."""
        self._lost.inc(records)

    def text(self) -> bytes:
        """Return everything in the Prometheus text format."""
        return generate_latest(self._registry)
