#!/bin/sh
# Creates .venv from requirements.lock (hashes checked, nothing resolved) and installs the project editable into it.
# Uses uv where there is one, else venv and pip. Bytecode is compiled here: without it every start takes twice as long.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE

if command -v uv >/dev/null 2>&1; then
    echo "creating .venv with uv" >&2
    [ -x .venv/bin/python ] || uv venv --quiet --python "${PYTHON:-python3}" .venv
    uv pip install --quiet --python .venv/bin/python --no-deps --require-hashes --compile-bytecode -r requirements.lock
    uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
else
    echo "creating .venv with pip (a few minutes; uv makes it seconds)" >&2
    [ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
    # A few packages carry templates that are not Python; they fail to compile and are never imported.
    .venv/bin/python -m compileall -q -j 0 .venv/lib >/dev/null 2>&1 || true
fi
.venv/bin/python -m compileall -q copilot >/dev/null
