# run: try the bot, or connect it where a token is set.  test, lint, type: what has to pass.  bench: the figures.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint type bench

run: .venv/run
	@$(BIN)/onrecord

test: .venv/dev
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

lint: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

type: .venv/dev
	$(BIN)/basedpyright

bench: .venv/dev
	$(BIN)/python -m benchmarks.speed

.venv/run: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/dev: .venv/run requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# After changing dependencies in pyproject.toml: the locks hold hashes and no address of where packages come from.
requirements.lock requirements-dev.lock: pyproject.toml
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet pip-tools
	.venv/lock/bin/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --no-annotate --output-file requirements.lock pyproject.toml
	.venv/lock/bin/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --no-annotate --constraint requirements.lock --extra dev --output-file requirements-dev.lock pyproject.toml
	@touch $@
