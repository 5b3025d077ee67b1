#!/usr/bin/env bash
# Trains models/firstline.tar.gz when it is missing or what it is made of has changed; `force`: in any case.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh run
mkdir -p "$LOGS"
if command -v flock >/dev/null 2>&1; then
    exec 9>"$LOGS/train.lock"
    flock 9
fi
# --check takes no TensorFlow: it compares hashes, and answers with its exit code.
if [ "${1:-}" != force ] && engine/.venv/bin/python -m engine.train --check >/dev/null 2>&1; then
    exit 0
fi
SECONDS=0
say "Training the model: about a minute"
rm -f "$LOGS/setup-train.log"
logged train engine/.venv/bin/python -m engine.train
say "  done in ${SECONDS} s"
