#!/usr/bin/env bash
# make lock: one resolution for Python 3.11 to 3.14 on every platform, with hashes, without the address of any index.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

command -v uv >/dev/null 2>&1 || fail "make lock needs uv: pip install uv."
cd requirements
for name in app postgresql dev; do
    say "requirements/$name.lock"
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --custom-compile-command "make lock" "$@" "$name.in" -o "$name.lock"
done
if grep -nE '://|^--' app.lock postgresql.lock dev.lock; then
    fail "A lock names an address; see the lines above."
fi
