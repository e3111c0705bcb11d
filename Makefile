# Two commands do all the set-up:  make run  and  make test
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
# Behind a company's proxy its certificate is the system's, as it is for pip.
export UV_SYSTEM_CERTS ?= 1
export UV_NATIVE_TLS ?= 1

.PHONY: run test check bench format schema explorer screenshots migrate clean

run: .venv/run
	DEMO=$${DEMO:-on} $(BIN)/python serve.py

# Each worker reads what the first one compiled.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/dev
	$(BIN)/pytest -n auto --dist worksteal -rs $(ARGS)

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/pytest tests/test_architecture.py

bench: .venv/dev
	$(BIN)/python -m benchmarks.agent_page $(ARGS)

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Write the schema's snapshot anew.
schema: .venv/dev
	$(BIN)/python -m schema.snapshot

# Fetch the pages' vendored files anew (needs npm).
explorer: .venv/dev
	$(BIN)/python -m pages.vendor

# Take the README's pictures anew (needs Chromium).
screenshots: .venv/dev
	$(BIN)/python -m screenshots

migrate: .venv/run
	$(BIN)/python -m jobs migrate

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/run: pyproject.toml
	$(call install,-e .)

.venv/dev: pyproject.toml
	$(call install,-e '.[dev]')
	@touch .venv/run

define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Proffer needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@echo "Installing into .venv ..."
	@$(if $(UV),test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv,test -x $(BIN)/pip || $(PYTHON) -m venv .venv)
	@$(if $(UV),$(UV) pip install --quiet --python $(BIN)/python $(1),$(BIN)/pip install --quiet --disable-pip-version-check $(1))
	@touch $@
endef
