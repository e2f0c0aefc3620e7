# The few commands of the house. `make` alone lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
VENV ?= .venv
PYTHON ?= $(shell for it in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$it" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$it" && break; done)
IN := $(VENV)/bin
PIP := $(IN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

# $(call part,name,seconds it may take,command): runs one part and says how long it took.
part = @began=$$SECONDS; $(3); printf '· %s: %d s of %d\n' '$(1)' $$((SECONDS - began)) $(2)

# Random histories tell nothing of coverage that scenes do not, and counting lines makes them five times slower.
LAWS := tests/room/test_laws.py tests/room/test_walk.py tests/room/test_two_adults.py
OTHERS := $(filter-out tests/__pycache__/ tests/room/ tests/wire/ tests/web/ tests/browser/,$(wildcard tests/*/))

.PHONY: help run demo serve open check test tests-house tests-browser fuzz erasing audit bench bench-quick lock release

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: $(VENV)/run  ## a house on this machine, with two links to try it
	@exec $(IN)/python -m server serve --links

demo: $(VENV)/run  ## the same, with twelve simulated people in a living meeting
	@exec $(IN)/python -m server demo

serve: $(VENV)/run  ## the house, as your environment sets it up
	@exec $(IN)/python -m server serve

open: $(VENV)/run  ## links for a new meeting: make open ARGS="--guide Fay"
	@exec $(IN)/python -m server open $(ARGS)

check: $(VENV)/run  ## what is unsafe as your environment sets it up
	@exec $(IN)/python -m server check

test: $(VENV)/test  ## everything: format, lint, types, rules, doors, pages, browsers
	@$(IN)/python -m tests
	$(call part,static,40,$(IN)/ruff format --check; $(IN)/ruff check; $(IN)/mypy)
	$(call part,pages,10,node --test --test-reporter=dot $$(find tests/web -name '*.test.*js'))
	$(call part,rules,60,$(IN)/coverage run -m pytest tests/room tests/wire $(LAWS:%=--ignore=%))
	@$(IN)/coverage report
	@$(MAKE) --no-print-directory --jobs=2 --output-sync tests-house tests-browser  # each waits a lot

tests-house:
	$(call part,house,380,$(IN)/python -m pytest $(LAWS) $(OTHERS))

tests-browser:
	$(call part,browser,230,$(IN)/python -m pytest tests/browser)

fuzz: $(VENV)/test  ## a million frames nobody would send: make fuzz SEED=2
	@$(IN)/python -m tests.wire.fuzzing 1000000 $(SEED)

erasing: $(VENV)/test  ## leaves out one step of erasing after another: each must be missed by a test, a quarter of an hour
	@$(IN)/python -m tests.forgetting.without

audit: | $(IN)/python  ## known holes in the packages we pin; asks the package index, so it needs the network
	@$(IN)/python -m pip install --quiet --disable-pip-version-check pip-audit || \
		{ echo "pip-audit cannot be fetched from here: try again where there is a network. Nothing was looked at."; exit 1; }
	@for lock in requirements.lock requirements-dev.lock; do \
		$(IN)/python -m pip_audit --strict --require-hashes --disable-pip --progress-spinner off -r $$lock || \
		{ echo "$$lock: see above. A hole, or the index did not answer: then nothing is known, and that is not well."; exit 1; }; done

bench: $(VENV)/run  ## what a delivered share costs, beside others: half an hour, into docs/performance.md
	@$(IN)/python -m bench

bench-quick: $(VENV)/run  ## three minutes of it; WHAT=latency, rooms, line, phone, shares, start or soak for the rest
	@$(IN)/python -m bench $(or $(WHAT),quick)

lock: $(VENV)/uv  ## take the newest of what we build on, and pin it
	$(IN)/uv pip compile $(LOCKING) --output-file requirements.lock pyproject.toml
	$(IN)/uv pip compile $(LOCKING) --output-file requirements-dev.lock --group dev -c requirements.lock pyproject.toml

release: test  ## what must hold before a version goes out; old help lines stop it
	$(IN)/python -m server check --release

LOCKING := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock'

$(IN)/python:
	@[ -n "$(PYTHON)" ] || { echo "Alcove needs Python 3.11 or newer. On Debian: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "This Python cannot make an environment: apt install python3-venv"; exit 1; }
	@echo "Making an environment for Alcove in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run: requirements.lock | $(IN)/python
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/test: requirements-dev.lock requirements.lock | $(IN)/python
	@$(PIP) -r requirements-dev.lock
	@touch $@ $(VENV)/run

$(VENV)/uv: | $(IN)/python
	@$(IN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@
