# SmartFlow. Two commands are the whole set-up: `make demo` and `make test`.
#
# Both make .venv with any Python from 3.11 on, install what constraints.txt pins (every file is
# checked against its hash), compile the bytecode and put the project beside it. `make test` adds
# the oracles of constraints-oracles.txt; `make bench` has an environment of its own, build/bench,
# from benchmarks/constraints.txt. Stamp files make the second run quick. Nothing is installed
# outside this folder.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
DEMO := build/demo
BENCH := build/bench
# How many processes pytest uses; 2 suits a laptop.
WORKERS := 2
# How long `make fuzz` goes on.
MINUTES := 10
# How long `make load` goes on, for each of the two stores.
SECONDS := 60
SOURCES := engine plugins workflows

# The first Python on PATH that is new enough and can make a virtual environment.
FIND_PYTHON := for candidate in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3 python; do \
	  if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	      >/dev/null 2>&1; then found="$$candidate"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "SmartFlow needs Python 3.11 or newer with its venv module. Install it, or name one:" >&2; \
	  echo "  make demo PYTHON=/path/to/python3" >&2; exit 1; \
	fi

.PHONY: help
help: ## say what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /make \1	/'

.PHONY: demo
demo: ready ## set up, then play the city of Sawahlunto through every stage (in build/demo)
	@mkdir -p build
	rm -rf $(DEMO)
	$(VENV)/bin/smartflow demo $(DEMO)

.PHONY: test
test: ready $(VENV)/.oracles ## set up, then ruff, mypy --strict, import-linter and pytest
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) -m pytest -n $(WORKERS)

.PHONY: fuzz
fuzz: ready ## set up, then damage histories and workbooks in ever new ways (MINUTES=10)
	$(PY) tests/fuzz --minutes $(MINUTES)

.PHONY: load
load: ready $(VENV)/.oracles ## set up, then many workers, killed ones among them, on SQLite and PostgreSQL (SECONDS=60)
	$(PY) tests/load --seconds $(SECONDS)

# FULL=1 verifies a million entries beside the peer, not 100,000; ONLY="start advance" measures some.
.PHONY: bench
bench: $(BENCH)/.project ## set up, then measure the promises into benchmarks/RESULTS.md (FULL=1, ONLY="NAME ...")
	@$(BENCH)/bin/python -m compileall -q $(SOURCES)
	$(BENCH)/bin/python benchmarks $(if $(FULL),--full) $(foreach name,$(ONLY),--only $(name))

.PHONY: format
format: ready ## set up, then let ruff rewrite what it can
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

# The oracles keep to the versions that constraints.txt has already chosen.
COMPILE := UV_CUSTOM_COMPILE_COMMAND="make constraints" $(PY) -m uv pip compile \
  --universal --generate-hashes --no-emit-index-url --no-emit-find-links --quiet \
  --python-version 3.11

.PHONY: constraints
constraints: ready ## pin again what pyproject.toml asks for (UPGRADE=--upgrade for newer versions)
	$(COMPILE) $(UPGRADE) --group dev pyproject.toml --output-file constraints.txt
	$(COMPILE) $(UPGRADE) --group oracles --constraint constraints.txt \
	  --output-file constraints-oracles.txt
	$(COMPILE) $(UPGRADE) --group bench --constraint constraints.txt \
	  --constraint constraints-oracles.txt pyproject.toml --output-file benchmarks/constraints.txt

.PHONY: clean
clean: ## remove what was made: the environment, builds and caches
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# Bytecode is compiled here, since an environment may say PYTHONDONTWRITEBYTECODE and a command
# that compiles itself at every start is slow. What is up to date is skipped.
.PHONY: ready
ready: $(VENV)/.project
	@$(PY) -m compileall -q $(SOURCES)

$(VENV)/.project: $(VENV)/.dependencies pyproject.toml
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dependencies: constraints.txt
	@$(FIND_PYTHON); echo "$$found -m venv $(VENV)"; "$$found" -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints.txt
	@$(PY) -m compileall -q $(VENV)/lib || true
	@touch $@

$(VENV)/.oracles: constraints-oracles.txt $(VENV)/.dependencies
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement constraints-oracles.txt
	@touch $@

# The commands that are measured run in copies of this environment without the peers
# (benchmarks/installed.py); the project is editable here, so that a change is measured at once.
$(BENCH)/.project: $(BENCH)/.dependencies pyproject.toml
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(BENCH)/.dependencies: benchmarks/constraints.txt
	@$(FIND_PYTHON); echo "$$found -m venv $(BENCH)"; "$$found" -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement benchmarks/constraints.txt
	@$(BENCH)/bin/python -m compileall -q $(BENCH)/lib || true
	@touch $@
