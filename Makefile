# A fresh machine needs Python 3.11+, pip and make. Everything lands in .venv of this checkout.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Folder with tables from outside this project, for `make eval`; what needs them is skipped where it is not there.
EVAL ?= ../shared/eval

.PHONY: install demo quick test test-all check fuzz eval bench fixtures clean

install: $(STAMP)  ## make the virtual environment, with what development needs

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: $(STAMP)  ## serve the replica, crawl three of its sites into data/newsscraper.db, write the records, show one
	$(BIN)/python -m tests.replica demo

# Tests wait for crawls and servers, so that more workers than cores keep these busy.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 2)
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

quick: $(STAMP)  ## what to run while working: the tests without a process or a server
	$(PYTEST) -m "not process and not long"

test: check  ## lint, types, and all tests but the long ones
	$(PYTEST) -m "not long"

test-all: check  ## the same with coverage, and the long tests
	$(PYTEST) -m "not long" --cov --cov-report=term:skip-covered
	$(PYTEST) -m long

check: $(STAMP)  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# How long, and the number that the inputs depend on; the same number makes the same inputs.
MINUTES ?= 10
SEED ?= 17

fuzz: $(STAMP)  ## read changed inputs with every reader; fails if one does not keep its promises
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) --seed $(SEED)

fixtures: $(STAMP)  ## rewrite the fixtures from the corpus
	$(BIN)/python -m tests.replica build

eval: $(STAMP)  ## every bar of dates, languages and text with its figure; fails below one
	$(BIN)/python -m evaluation --eval $(EVAL)

bench: $(STAMP)  ## what a record costs and what a crawl costs, beside the peers
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python -W ignore -m benchmarks.extract
	$(BIN)/python -W ignore -m benchmarks.language_dates
	$(BIN)/python -m benchmarks.crawl
	$(BIN)/python -m benchmarks.archive

clean:  ## remove what the above made
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* *.egg-info fuzz-findings
