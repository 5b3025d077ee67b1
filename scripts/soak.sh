#!/usr/bin/env bash
# make soak: what takes too long for `make test`, in full, with its figures.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

unset FIRSTLINE_NOW FIRSTLINE_ENV FIRSTLINE_VAR DATABASE_URL
scripts/setup.sh tests
exec .venv/bin/python -m pytest -q -s -m soak tests/slow "$@"
