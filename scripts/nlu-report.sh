#!/usr/bin/env bash
# Writes docs/nlu-report.html: the trained model on held-out lines, beside what else could be trained on the same lines.
# Arguments go to `python -m engine.report`; --epochs 0 leaves stock DIET out and takes a few minutes.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh run
scripts/train.sh
exec engine/.venv/bin/python -m engine.report "$@" 2> >(grep --line-buffered '^nlu-report:\|Error' >&2)
