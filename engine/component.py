"""What our components of Rasa's pipeline have in common: refusing a wrong configuration by name."""

import re
from collections.abc import Mapping
from typing import Any

from rasa.shared.exceptions import InvalidConfigException

from engine.errors import ConfigError


class ComponentConfigError(ConfigError, InvalidConfigException):
    """A wrong key in config.yml. Rasa passes this one on instead of wrapping it in one that says nothing."""


def check_config(component: str, config: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    """Refuse unknown keys and a `scale` that is no positive number.

    Args:
        component: its name, for the message.
        config: as in config.yml, with the defaults merged in.
        defaults: every key there is.

    Raises:
        ComponentConfigError: naming the key and the mend.
    """
    _refuse_unknown(component, config, defaults)
    scale = config["scale"]
    if isinstance(scale, bool) or not isinstance(scale, (int, float)) or not scale > 0:
        raise ComponentConfigError(
            f"config.yml: `scale: {scale}` of {component} must be a number above 0; 4 measured best."
        )


def check_learner(component: str, config: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    """Refuse unknown keys and whatever is no positive number.

    Raises:
        ComponentConfigError: naming the key and the mend.
    """
    _refuse_unknown(component, config, defaults)
    for key, value in sorted(config.items()):
        if key in defaults and (
            isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0
        ):
            raise ComponentConfigError(
                f"config.yml: `{key}: {value}` of {component} must be a number above 0."
            )


def _refuse_unknown(component: str, config: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
    for key in sorted(config.keys() - defaults.keys() - {"name"}):
        known = ", ".join(f"`{name}`" for name in sorted(defaults.keys() - {"alias"}))
        raise ComponentConfigError(f"config.yml: {component} has no key `{key}`; it has {known}.")


_MARKUP = re.compile(r"<(script|style)\b[^<]*</\1>|</?[a-z][^<>]{0,200}>", re.IGNORECASE)


def without_markup(text: str) -> str:
    """The words that mean something: pasted markup and scripts are noise to an encoder, and no part of the wish.

    All of the text if nothing else would be left.
    """
    return _MARKUP.sub(" ", text).strip() or text
