#!/usr/bin/env bash
# make run
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh run
scripts/train.sh
exec .venv/bin/firstline serve "$@"
