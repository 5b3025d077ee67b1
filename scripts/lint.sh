#!/usr/bin/env bash
# make lint
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh tests
status=0
say "ruff"
.venv/bin/python -m ruff check . || status=1
.venv/bin/python -m ruff format --check . || status=1
say "mypy"
.venv/bin/python -m mypy || status=1
exit "$status"
