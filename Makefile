# The commands of groupsite: `make help` lists them. The logic is in tools/.

export PORT ?= 8000
export SITE_URL ?= http://127.0.0.1:$(PORT)

BASE_PYTHON := $(or $(PYTHON),python3)
VENV_PYTHON := .venv/bin/python
MAKE_VENV = $(BASE_PYTHON) tools/environment.py $(if $(PYTHON),--this-python)

.DEFAULT_GOAL := help
.PHONY: help run demo test setup dev lint types format shell checks lighthouse screenshots scores train python

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /make \1|/' | awk -F'|' '{printf "  %-18s %s\n", $$1, $$2}'

run: setup ## start the site (PORT=8000; PAGES=path: start from your own pages; PAGES=: empty)
	@$(VENV_PYTHON) -m tools.run

demo: dev ## start the site of a made-up group, in var/demo/: 40 people, 2,000 works
	@export DATA_DIR=var/demo PAGES= && unset DATABASE_URL && \
	  $(VENV_PYTHON) -m tools.made_up_group --once && $(VENV_PYTHON) -m tools.run

test: dev ## run all tests, on SQLite, in a browser, on PostgreSQL (ARGS="tests/core -k dates")
	@$(VENV_PYTHON) -m tools.run_tests $(ARGS)

setup: python ## make .venv and install what the site needs (PYTHON=python3.12 chooses another)
	@$(MAKE_VENV) requirements.txt

lint: dev ## check style: ruff, djlint
	@$(VENV_PYTHON) -m ruff check .
	@$(VENV_PYTHON) -m ruff format --check .
	@$(VENV_PYTHON) -m djlint --check --lint templates

types: dev ## check types: mypy
	@$(VENV_PYTHON) -m mypy

format: dev ## put code and templates into the project's style
	@$(VENV_PYTHON) -m ruff check --fix .
	@$(VENV_PYTHON) -m ruff format .
	@$(VENV_PYTHON) -m djlint --reformat --quiet templates

shell: setup ## a Python shell with all models at hand
	@$(VENV_PYTHON) manage.py shell

checks: dev ## check every kind of page: weight, HTML, JSON-LD, feeds, Lighthouse (CHECKS="markup")
	@$(VENV_PYTHON) -m tools.checks $(CHECKS)

lighthouse: dev ## Lighthouse on every kind of page, as a phone
	@$(VENV_PYTHON) -m tools.checks lighthouse

screenshots: dev ## take the pictures of docs/pictures/ from a made-up group
	@$(VENV_PYTHON) -m tools.screenshots

scores: dev ## precision and recall of the importer on the sample pages, by layout and field
	@$(VENV_PYTHON) -m tools.scores $(ARGS)

train: dev ## learn anew how lists of publications are read, from the sample pages (ten minutes)
	@$(VENV_PYTHON) -m tools.train $(ARGS)

dev: python
	@$(MAKE_VENV) requirements-dev.txt

python:
	@command -v $(BASE_PYTHON) >/dev/null || { echo "There is no $(BASE_PYTHON) here; groupsite needs Python 3.11 or newer." >&2; exit 1; }
