# Everything runs from .venv; the first target that needs it makes it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Left empty, ASSISTANT_HOST and ASSISTANT_PORT count, or else 127.0.0.1 and 8000.
HOST ?=
PORT ?=
# What `make bench` measured, as JSON.
BENCH ?= var/bench.json
# The name and, where given, the sizes of the corpus for `make bench-scale`.
RUN ?= now
SIZES ?=
# Which part of their full size the proofs run in.
FACTOR ?= 1
# Where the CPU build of PyTorch lies, for a pip that finds only the CUDA build.
TORCH_INDEX ?=
AXE := node_modules/axe-core/axe.min.js

.DEFAULT_GOAL := help
.PHONY: help install index usable serve ask test coverage prove lint evals bench bench-scale

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(INSTALLED)  ## Install everything into .venv

# The CPU build of PyTorch comes first and by its exact version: a bare `torch` would pull
# several gigabytes of CUDA packages.
$(INSTALLED): pyproject.toml constraints.txt
	@echo "Installing into $(VENV): this takes a few minutes the first time, for PyTorch is large."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt \
		$(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@

index: $(INSTALLED)  ## Build the index when it is missing or stale
	@$(BIN)/assistant index

# A refused file is named and fails `index`; the rest is good enough to be used.
usable: $(INSTALLED)
	@$(BIN)/assistant index || test $$? -eq 1

serve: usable  ## Serve the chat at http://127.0.0.1:8000
	@$(BIN)/assistant serve $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

ask: usable  ## Answer one question: make ask Q="Who was the pilot of Soyuz 1?"
	@$(BIN)/assistant ask -- "$$Q"

# The accessibility tests run axe-core, which npm brings; without npm they are skipped.
$(AXE):
	@if command -v npm >/dev/null; then \
	  npm install --no-save --no-package-lock --no-fund --no-audit --silent axe-core@4.14.1 \
	  || echo "axe-core could not be installed; the accessibility tests will be skipped"; fi

# One thread a process: two that wait for each other's threads are slower than one after the other.
TESTS := OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses 2 --dist loadfile \
	--doctest-modules
TESTED := tests assistant corpus evals index web

test: $(INSTALLED) $(AXE)  ## Run all tests
	$(TESTS) $(TESTED)

# Half as long again as `make test`, and the same tests.
coverage: $(INSTALLED) $(AXE)  ## Run all tests and print which lines and branches they miss
	$(TESTS) --cov --cov-report=term $(TESTED)

# Hours in full size; FACTOR=0.1 is a tenth of it.
prove: $(INSTALLED)  ## Run the proofs of safety in full size and write RELIABILITY.md
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --prove $(FACTOR) --capture no tests/proofs
	$(BIN)/python tests/proofs/page.py

lint: $(INSTALLED)  ## Check style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# The gate checks the facts too. It exits with 5; make has only its own 2 for that.
evals: index  ## Answer the known facts and hold the figures to the baseline
	$(BIN)/evals run
	$(BIN)/evals gate

bench: usable  ## Measure speed and memory on this machine; the figures go to var/bench.json too
	$(BIN)/assistant bench --write $(BENCH)

# Half an hour the first time: the copies are cut and indexed once. RUN names the run.
bench-scale: $(INSTALLED)  ## Measure how start, memory and answers grow with the corpus
	OMP_NUM_THREADS=1 $(BIN)/evals scale --write --as "$(RUN)" $(foreach size,$(SIZES),--size $(size))
