# Everything a developer types. `make` alone lists it.
PYTHON ?= python3.11
VENV := .venv
PY := $(VENV)/bin/python
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help run reset test check bench shots lock messages format

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.stamp-run ## the whole portal with its demonstration data, until Ctrl+C
	@$(PY) -m launcher run

reset: $(VENV)/.stamp-run ## empty the data folder
	@$(PY) -m launcher reset

test: $(VENV)/.stamp-dev ## the whole suite, on servers of its own
	@$(PY) -m launcher test $(PY) -m pytest -m "not shots and not deep" $(ARGS)

check: $(VENV)/.stamp-dev ## lint, types, import contracts, guards, migrations
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports
	@$(PY) manage.py makemigrations --check --dry-run

bench: $(VENV)/.stamp-dev ## ratios against bare SQL in the same run; ARGS="statistics scale" runs parts
	@TMPDIR=$${TMPDIR:-/tmp} $(PY) -m launcher test $(PY) -m bench $(ARGS)

shots: $(VENV)/.stamp-dev ## screenshots of the main pages into var/shots
	@$(PY) -m launcher test $(PY) -m pytest tests/journeys -m shots -n 0 -p no:randomly

format: $(VENV)/.stamp-dev ## mend what the linter can mend by itself
	@$(PY) -m ruff check --fix .

messages: ## collect the texts of the screens into locale/ (needs gettext)
	@$(PY) manage.py makemessages -l zh_Hans --no-location --ignore=.venv --ignore=var && $(PY) manage.py compilemessages -l zh_Hans --ignore=.venv --ignore=var

lock: ## pin every dependency with its hashes (needs uv)
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-header -q pyproject.toml -o requirements.txt
	uv pip compile --python-version 3.11 --universal --generate-hashes --no-header -q pyproject.toml --group dev -o requirements-dev.txt

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 was not found. Install it (Debian, Ubuntu: apt install python3.11 python3.11-venv; macOS: brew install python@3.11) or name it: make run PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Yuanzhi needs Python 3.11; $(PYTHON) is another one. Name it: make run PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python could not make an environment. On Debian and Ubuntu: apt install python3.11-venv"; exit 1; }

$(VENV)/.stamp-run: requirements.txt | $(VENV)/bin/python
	@echo "0/6  Python packages (the first time takes a minute) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.stamp-dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Python packages (the first time takes a minute) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.stamp-run
