# Two commands do all the set-up:  make run  and  make test
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
SCRIPTS := 'pages/**/*.js'
# Behind a company's proxy its certificate is the system's, as it is for pip.
export UV_SYSTEM_CERTS ?= 1
export UV_NATIVE_TLS ?= 1

.PHONY: run test check lint bench format schema explorer screenshots migrate lock help clean

run: .venv/run ## Install, migrate a database, fill it with demo rows, and serve
	DEMO=$${DEMO:-on} $(BIN)/python serve.py

# Each worker reads what the first one compiled.
test: export PYTHONDONTWRITEBYTECODE =
test: .venv/dev ## Install and run the whole suite (ARGS="..." goes to pytest)
	$(BIN)/pytest -n auto --dist worksteal -rs $(ARGS)

check: lint ## Check format, lint, types and the shape of the tree
	$(BIN)/mypy .
	$(BIN)/pytest tests/test_architecture.py

lint: .venv/dev ## Check format and lint, of Python and of the pages' scripts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/oxlint --deny-warnings pages
	$(BIN)/oxfmt --check $(SCRIPTS)

format: .venv/dev ## Format Python and the pages' scripts, and fix what can be fixed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/oxfmt --write $(SCRIPTS)

bench: .venv/dev ## Measure the page of offers that an agent reads
	$(BIN)/python -m benchmarks.agent_page $(ARGS)

schema: .venv/dev ## Write the snapshot of the schema
	$(BIN)/python -m schema.snapshot

explorer: .venv/dev ## Fetch the pages' vendored files (needs npm)
	$(BIN)/python -m pages.vendor

screenshots: .venv/dev ## Take the pictures of the documentation (needs Chromium)
	$(BIN)/python -m screenshots

migrate: .venv/run ## Bring the database to the present schema
	$(BIN)/python -m jobs migrate

lock: ## Renew the lock files from pyproject.toml
	@$(if $(UV),,test -x .venv/uv/bin/uv || { $(PYTHON) -m venv .venv/uv && .venv/uv/bin/pip install --quiet uv; })
	$(call compile,requirements.lock,)
	$(call compile,requirements-dev.lock,--extra dev)

help: ## List these commands
	@grep -E '^[a-z]+:.* ## ' Makefile | sort | sed -E 's/^([a-z]+):.* ## /\1\t/' | expand -t 14

clean: ## Remove what was installed and cached
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/run: pyproject.toml requirements.lock
	$(call install,requirements.lock)

.venv/dev: pyproject.toml requirements-dev.lock
	$(call install,requirements-dev.lock)
	@touch .venv/run

# Only what the lock names, by hash; the build tool is in the lock too, so nothing else is fetched.
define install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Proffer needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@echo "Installing into .venv ..."
	@$(if $(UV),test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv,test -x $(BIN)/pip || $(PYTHON) -m venv .venv)
	@$(PIP) --quiet --require-hashes -r $(1)
	@$(PIP) --quiet --no-deps --no-build-isolation -e .
	@touch $@
endef

PIP = $(if $(UV),$(UV) pip install --python $(BIN)/python,$(BIN)/pip install --disable-pip-version-check)

# One file for Python 3.11 and newer on every platform; it names no index.
compile = $(or $(UV),.venv/uv/bin/uv) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --extra build $(2) pyproject.toml -o $(1)
