# `make data` builds the dataset, `make test` runs every test, `make conformance` opens it in other programs. They set
# themselves up.
# Paths are relative and quoted, so that the checkout may lie in a folder with a space in its name.

VENV ?= .venv
# The first Python that is new enough; `make test PYTHON=python3.12` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
# Further arguments, such as PYTEST="-n 2" for two processes.
PYTEST ?=
IN_VENV = "$(VENV)/bin/python"

.PHONY: data test release clean conformance
.DELETE_ON_ERROR:

data: $(VENV)/.installed
	$(IN_VENV) build

test: $(VENV)/.installed
	$(IN_VENV) -m pytest $(PYTEST)

release: $(VENV)/.installed
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[release]'
	$(IN_VENV) release

conformance: $(VENV)/.installed
	$(IN_VENV) conformance

$(VENV)/.installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found; set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv "$(VENV)"
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --upgrade pip
	$(IN_VENV) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch "$@"

clean:
	rm -rf "$(VENV)" .build-stage .conformance dist
