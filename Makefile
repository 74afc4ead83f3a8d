# Every command sets up what it needs: .venv from the locked requirements, then the project itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# a test file stays on one core, with the corpus and the bot that its tests share; in the order of their names,
# so that one of the longest is not begun last
CORES := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run setup test check format lint types bench eval pictures lock clean

run: $(VENV)/run.stamp ## with TELEGRAM_BOT_TOKEN the Telegram bot, without it the same conversation here
	@if [ -n "$$TELEGRAM_BOT_TOKEN" ]; then exec $(BIN)/kehoach bot; else exec $(BIN)/kehoach chat; fi

setup: $(VENV)/run.stamp ## .venv with the program

test: $(VENV)/dev.stamp ## the tests
	$(BIN)/python -m pytest $(CORES)

check: $(VENV)/dev.stamp ## the one gate: format, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(CORES)

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Cần Python 3.11 trở lên; đặt PYTHON=đường-dẫn rồi chạy lại."; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

eval: $(VENV)/run.stamp ## the project's own questions, per type and variant
	@for file in tests/questions/*.jsonl; do echo "== $$file"; $(BIN)/kehoach eval $$file; done

bench: $(VENV)/run.stamp ## times and memory of reading, indexing, answering
	$(BIN)/python -m tests.bench

pictures: $(VENV)/dev.stamp ## the conversations of docs/conversations.md, held and drawn anew (needs chromium)
	$(BIN)/python -m tests.pictures

lock: ## new versions into the lock files (needs uv)
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --upgrade \
		pyproject.toml --group dev -o requirements/dev.txt
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header \
		pyproject.toml -c requirements/dev.txt -o requirements/run.txt

clean:
	rm -rf $(VENV) build *.egg-info
