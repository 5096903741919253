"""Measuring the product: question sets, metrics, benchmarks and training."""
