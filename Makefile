# Every target makes .venv by itself where it is missing or older than the lock file.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
CODE   := bot questions sandbox migrations training tests benchmarks

.PHONY: setup run test check format bench lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Article Trivia needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up $(VENV) (once, about two minutes) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(READY)
	@$(BIN)/python -m bot start

# Byte code is kept whatever the shell says: every worker of the tests reads it.
test: export PYTHONDONTWRITEBYTECODE =
test: check
	$(BIN)/pytest

check: $(READY)
	$(BIN)/ruff format --check --quiet $(CODE)
	$(BIN)/ruff check --quiet $(CODE)
	$(BIN)/lint-imports --no-logo >/dev/null || $(BIN)/lint-imports --no-logo
	$(BIN)/mypy --num-workers 2 $(CODE)

format: $(READY)
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix --quiet $(CODE)

bench: $(READY)
	$(BIN)/python -m benchmarks

# Resolve pyproject.toml anew; hashes only, no index address.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --upgrade --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache bench.json
