# `make` alone lists the targets. Everything is kept inside this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run test lint typecheck layers pytest serve ingest eval leaderboard bench screenshots lock clean

help: ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## install, take the shipped documents in, answer a question, serve
	@$(BIN)/tiaowen ingest corpus
	@$(BIN)/tiaowen ask "西工区今年要加装多少部电梯？"
	@$(BIN)/tiaowen serve

test: $(VENV)/dev.stamp lint typecheck layers pytest ## install, and run every check

lint: $(VENV)/dev.stamp ## style and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .

typecheck: $(VENV)/dev.stamp ## types
	@$(BIN)/mypy

layers: $(VENV)/dev.stamp ## who may import whom
	@$(BIN)/lint-imports --no-cache

pytest: $(VENV)/dev.stamp ## behaviour
	@$(BIN)/python -m pytest

serve: $(VENV)/run.stamp ## serve what has been taken in
	@$(BIN)/tiaowen serve

ingest: $(VENV)/run.stamp ## take in the documents of PATHS (default: corpus)
	@$(BIN)/tiaowen ingest $(or $(PATHS),corpus)

eval: $(VENV)/dev.stamp ## the scorecard over every question set, with its report in eval/results
	@$(BIN)/python -m eval.scorecard

leaderboard: $(VENV)/dev.stamp ## this project beside plain ways to answer, into eval/LEADERBOARD.md
	@$(BIN)/python -m eval.leaderboard

bench: $(VENV)/dev.stamp ## speed of embedding and of answers over HTTP
	@$(BIN)/python -m eval.bench_embedding
	@$(BIN)/python -m eval.bench

screenshots: $(VENV)/dev.stamp ## pictures of every face, into docs/screenshots
	@$(BIN)/python -m eval.screenshots

lock: ## pin every dependency anew, with hashes (needs uv)
	uv pip compile pyproject.toml --group dev --group build --universal --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --upgrade -q -o requirements-dev.lock
	uv pip compile pyproject.toml --group build --universal --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header -q -c requirements-dev.lock -o requirements.lock

clean: ## remove the environment and caches; what was taken in stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install it, or say where it is: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Say where a newer one is: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@test -e $(VENV)/dev.stamp || { echo "Installing ..."; $(PIP) install --require-hashes --only-binary :all: -r requirements.lock; }
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing ..."
	@$(PIP) install --require-hashes --only-binary :all: -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
