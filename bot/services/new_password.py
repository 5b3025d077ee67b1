"""Takes a new password, or says why not."""

from __future__ import annotations

from typing import Final

from bot.decisions.errors import WeakPassword
from bot.decisions.password import PasswordFault, PasswordPolicy, normalised, password_fault, policy_of
from bot.services.context import Context
from bot.services.ports import PasswordHasher

_WHY: Final = {
    PasswordFault.TOO_SHORT: "The password needs {shortest} characters at least.",
    PasswordFault.TOO_LONG: "The password may have {longest} characters at most.",
    PasswordFault.YOURS: "The password is little more than the name or the e-mail address.",
    PasswordFault.COMMON: "The password is one that is tried first by everybody.",
    PasswordFault.SAME: "The new password is the old one.",
}


def password_policy(context: Context) -> PasswordPolicy:
    """What the rules ask today."""
    common = context.rules.at("password_too_common", context.today()).value
    return policy_of(context.rule("password_shortest"), context.rule("password_longest"), common)


def hash_new(context: Context, passwords: PasswordHasher, password: str, email: str, name: str) -> str:
    """The hash to keep. Raises ``WeakPassword``. Slow: call it outside a unit of work."""
    fault = password_fault(password_policy(context), password, email, name)
    if fault is not None:
        raise weak(context, fault)
    return passwords.hash(normalised(password))


def weak(context: Context, fault: PasswordFault) -> WeakPassword:
    policy = password_policy(context)
    sentence = _WHY[fault].format(shortest=policy.shortest, longest=policy.longest)
    return WeakPassword(sentence, fault.value)
