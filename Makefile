# Ideabank: everything a developer or a curious person needs. `make help` lists it.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: messages migration help demo test check bench torture format browser clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.run ## Run the product with the whole starter bank (PORT=8000)
	@$(BIN)/ideabank demo --port $(PORT)

# Half of a second run's reading is spared when the first one may keep what it compiled.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.test browser ## Run all tests (ARGS=tests/search: one folder)
	@$(BIN)/python -m pytest -n logical --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/.check ## Check format, lint and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

torture: $(VENV)/.test ## The long fuzz, load and kills, of which `test` runs a sample (about half an hour; FACTOR=50)
	@IDEABANK_TORTURE=$(or $(FACTOR),50) $(BIN)/python -m pytest -p no:xdist tests/torture $(ARGS)

bench: $(VENV)/.test ## Measure pages and search at 1k, 10k and 100k entries
	@$(BIN)/python -m tests.bench $(ARGS)

format: $(VENV)/.check ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

messages: $(VENV)/.test ## Bring the catalogues up to date with the sentences in code and templates
	@$(BIN)/python -m tests.house.messages

migration: $(VENV)/.test ## Write the next migration from the models (NAME="licences of solutions")
	@$(BIN)/python -m tests.house.migration "$(NAME)"

clean: ## Remove the environment and the demo's data
	rm -rf $(VENV) var

# The environment is made once; it is brought up to date when pyproject.toml or the build hook changes.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ideabank needs Python 3.11 or newer; set PYTHON=…"; exit 1; }
	@# A half-made environment would be taken for a whole one the next time.
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing or broken (Debian: apt-get install python3-venv)."; exit 1; }

$(VENV)/.run: pyproject.toml hatch_build.py | $(VENV)/bin/python
	@echo "Installing what Ideabank needs into $(VENV) (once)…"
	@$(BIN)/python -m pip install -q -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "Installing what the tests need (once)…"
	@$(BIN)/python -m pip install -q -e '.[test]'
	@touch $@

$(VENV)/.check: $(VENV)/.test
	@echo "Installing what the checks need (once)…"
	@$(BIN)/python -m pip install -q -e '.[test,check]'
	@touch $@

# Browser tests use an installed Chromium; as root on Debian it is installed here.
browser:
	@sh .ci/chromium
