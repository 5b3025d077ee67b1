"""The three secrets of a stack: made on its first start, kept in ``secrets.env``, readable by the owner only."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from bot.decisions.errors import Refused

NAMES = ("FIRSTLINE_SECRET", "ENGINE_TOKEN", "ACTIONS_TOKEN")


def with_keys(env: Mapping[str, str], var: Path) -> dict[str, str]:
    """``env`` with all three secrets: as given there, else as kept in ``var/secrets.env``, else made and kept."""
    file = var / "secrets.env"
    kept = _read(file)
    made = {name: secrets.token_urlsafe(32) for name in NAMES if name not in kept and not env.get(name)}
    if made:
        kept |= made
        _write(file, kept)
    return dict(env) | {name: env.get(name) or kept[name] for name in NAMES}


def kept_keys(env: Mapping[str, str], var: Path) -> dict[str, str]:
    """``env`` with the secrets as given there, else as kept in ``var/secrets.env``; none is made, so one may be
    missing."""
    kept = _read(var / "secrets.env")
    return {**kept, **{name: value for name, value in env.items() if value or name not in kept}}


def _read(file: Path) -> dict[str, str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{file} cannot be read ({error}); it holds the secrets of this stack.") from None
    file.chmod(0o600)
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name: value for name, value in pairs if name in NAMES and value}


def _write(file: Path, values: Mapping[str, str]) -> None:
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as text:
        text.write(
            "# Made by firstline serve. Whoever has these can read conversations: never commit or send them.\n"
        )
        text.writelines(f"{name}={value}\n" for name, value in values.items())
        text.flush()
        os.fsync(text.fileno())
    draft.replace(file)
