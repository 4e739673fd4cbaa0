# run: try the bot, or connect it where a token is set.  test, lint, type: what has to pass.  bench: the figures.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test lint type bench lock

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

# lock: after changing dependencies in pyproject.toml. The locks serve every Python from 3.11 on and name no registry.
LOCK := .venv/lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11

lock:
	$(PYTHON) -m venv .venv/lock
	.venv/lock/bin/pip install --quiet --disable-pip-version-check uv
	$(LOCK) --output-file requirements.lock pyproject.toml
	$(LOCK) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	rm -r .venv/lock
