"""Counts and durations for Prometheus. The only user of ``prometheus-client``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from rag.llm import LanguageModel, Spending
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

    def watch(self, model: LanguageModel) -> None:
        """Show what the language model was asked, gave and cost."""
        self._registry.register(_Account(lambda: model.spending))

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


class _Account(Collector):
    """The account of a language model, read when the meters are."""

    def __init__(self, spending: Callable[[], Spending]) -> None:
        self._spending = spending

    def collect(self) -> Iterator[Metric]:
        """Yield the account as it stands."""
        spent = self._spending()
        calls = CounterMetricFamily(
            "tiaowen_model_calls", "Calls to the language model, by outcome.", labels=("outcome",)
        )
        for outcome, count in spent.calls.items():
            calls.add_metric((outcome,), count)
        tokens = CounterMetricFamily(
            "tiaowen_model_tokens",
            "Tokens of the language model, reported by its endpoint or estimated.",
            labels=("kind", "counted"),
        )
        for labels, count in spent.tokens.items():
            tokens.add_metric(labels, count)
        sentences = CounterMetricFamily(
            "tiaowen_model_sentences",
            "Sentences drafted by the language model, by what became of them.",
            labels=("outcome",),
        )
        for outcome, count in spent.sentences.items():
            sentences.add_metric((outcome,), count)
        yield from (calls, tokens, sentences)
        yield CounterMetricFamily(
            "tiaowen_model_cost", "Cost of those tokens at the prices set.", value=spent.cost
        )
        yield GaugeMetricFamily(
            "tiaowen_model_calls_in_progress", "Calls going on now.", value=spent.in_progress
        )
        yield GaugeMetricFamily(
            "tiaowen_model_resting",
            "1 while the language model is left alone after faults.",
            value=int(spent.resting),
        )
