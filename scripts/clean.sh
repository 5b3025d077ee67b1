#!/usr/bin/env bash
# make clean: var/ is left alone, it holds what customers said.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

rm -rf .venv engine/.venv models .rasa build ./*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
say "Removed environments, models and caches. var/ is as it was."
