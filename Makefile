# Two commands: `make demo` and `make test`. Each makes its own virtual environment in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
LEDGER := demo.db

.PHONY: demo test lint gold weights measure bench bench-pages clean

$(VENV)/run.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer: make PYTHON=python3.x")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(VENV)/run.stamp
	@rm -f $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm
	@$(BIN)/onrecord demo --ledger $(LEDGER)

test: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python tests/gold/build.py --check

# Scores every layer on the public gold sets, where they lie beside the repository, and writes docs/accuracy.md.
gold: $(VENV)/dev.stamp
	$(BIN)/python benchmarks/gold.py --shared $(SHARED) --out docs/accuracy.md

# Learns the attribution weights anew from the public corpus, where it lies beside the repository (two minutes).
weights: $(VENV)/dev.stamp
	$(BIN)/python benchmarks/attribution_weights.py --shared $(SHARED)

# How well stories are dated without being told, and how well the toll ledger checks itself.
measure: $(VENV)/dev.stamp
	$(BIN)/python benchmarks/datelines.py --shared $(SHARED) --every 5
	$(BIN)/python benchmarks/toll_ledger.py --shared $(SHARED)

# Both sides of every ratio in one run.
bench: $(VENV)/dev.stamp
	$(BIN)/python benchmarks/reading.py

# Time to first byte of every page on a ledger of 100,000 stories and 500,000 claims, which is built first.
bench-pages: $(VENV)/dev.stamp
	test -f bench.db || $(BIN)/python benchmarks/build_ledger.py --stories 100000 --out bench.db
	$(BIN)/python benchmarks/queries.py --ledger bench.db
	$(BIN)/python benchmarks/pages.py --ledger bench.db

clean:
	rm -rf $(VENV) $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm bench.db bench.db-wal bench.db-shm .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
