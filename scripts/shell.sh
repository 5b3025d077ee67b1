#!/usr/bin/env bash
# rasa shell on the trained model, with the actions app beside it. For people who know Rasa; customers use the web.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/setup.sh run
scripts/train.sh

# A world of its own, thrown away at the end: no case of a try-out lands in the real store.
FIRSTLINE_VAR="$(mktemp -d)"
export FIRSTLINE_VAR
export ENGINE_TRACKERS="$FIRSTLINE_VAR/trackers.db"
export ACTIONS_PORT="${ACTIONS_PORT:-5056}"
export ACTIONS_URL="http://127.0.0.1:$ACTIONS_PORT"
ACTIONS_TOKEN="$(.venv/bin/python -I -c 'import secrets; print(secrets.token_urlsafe(32))')"
export ACTIONS_TOKEN
export FIRSTLINE_SHELL_PROVIDER="${FIRSTLINE_SHELL_PROVIDER:-netservers}"
export FIRSTLINE_SECRET="$ACTIONS_TOKEN" ENGINE_TOKEN="$ACTIONS_TOKEN"
.venv/bin/python -m bot.serve.migrate
.venv/bin/python -m actions >"$FIRSTLINE_VAR/actions.log" 2>&1 &
actions=$!
trap 'kill "$actions" 2>/dev/null || true; rm -rf "$FIRSTLINE_VAR"' EXIT
PYTHONWARNINGS=ignore engine/.venv/bin/python -m rasa shell --interface 127.0.0.1 --port "$((ACTIONS_PORT + 1))" --model models/firstline.tar.gz "$@"
