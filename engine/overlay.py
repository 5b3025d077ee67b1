"""What is mended on Rasa 3.6.21, and nothing else. Written against that one release, which is the last.

1. All or nothing. Stock Rasa goes on when an action fails: the answer is lost and the next one lands in the
wrong slot.
   Here any failure is noted for the turn (`watch_turn`), and a turn with a failure is not saved.
2. Time. An action may take 10 s, not the hard-coded 300 s.
3. Privacy. Stock exceptions quote the action server's whole answer; what leaves here names only kind and
place.
4. Speed. Three things Rasa does again and again for nothing: see `_stop_waste`.
"""

import asyncio
import contextlib
import contextvars
import functools
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import aiohttp
import rasa
from jsonschema import Draft202012Validator
from rasa.core import processor as processor_module
from rasa.core.actions import forms as forms_module
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.policies import rule_policy as rule_policy_module
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from engine.errors import ActionFailed, ConfigError

RASA_VERSION = "3.6.21"
REJECTED = 400
"""The status with which an action says "not for me": part of the dialogue, not a failure."""
UNAVAILABLE = frozenset({502, 503, 504})
"""The statuses of something that stands in front of an action server that is not there."""


@dataclass(frozen=True)
class Failure:
    """One thing that went wrong in a turn.

    Attributes:
        code: `actions_unavailable` (nobody there: it is not about this message), `action_failed`,
            `action_limit` (rules that go round in a circle), `store_failed` or `engine_failed`.
        error_id: the id under which the action server logged it, when it gave one.
    """

    code: str
    error_id: str | None = None


@dataclass
class TurnWatch:
    """What went wrong in one turn, in order."""

    failures: list[Failure] = field(default_factory=list)


_watch: "contextvars.ContextVar[TurnWatch | None]" = contextvars.ContextVar("turn_watch", default=None)


@contextlib.contextmanager
def watch_turn() -> Iterator[TurnWatch]:
    """Note every failure in the turn that runs inside this block."""
    watch = TurnWatch()
    token = _watch.set(watch)
    try:
        yield watch
    finally:
        _watch.reset(token)


def note_failure(code: str, error_id: str | None = None) -> None:
    """Mark the turn under way as failed."""
    watch = _watch.get()
    if watch is not None:
        watch.failures.append(Failure(code, error_id))


class RemoteActionFailed(ActionFailed, RasaException):
    """An ActionFailed that Rasa's own code recognises as one of its errors."""


class WatchedEndpoint(EndpointConfig):
    """The action server, with a time limit, and with every failure noted."""

    def __init__(self, config: EndpointConfig, seconds: float) -> None:
        """Like `config`, which comes from endpoints.yml; `seconds` is the limit for one action."""
        super().__init__(
            config.url,
            config.params,
            config.headers,
            config.basic_auth,
            config.token,
            config.token_name,
            config.cafile,
            **config.kwargs,
        )
        self.seconds = seconds

    async def request(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Ask the action server.

        Raises:
            ClientResponseError: the action rejected (400 that names the action); Rasa handles it.
            RemoteActionFailed: everything else; noted.
        """
        kwargs["timeout"] = aiohttp.ClientTimeout(total=self.seconds)
        try:
            answer = await super().request(*args, **kwargs)
        except ClientResponseError as error:
            body = _as_object(error.text)
            if error.status == REJECTED and "action_name" in body:
                # Without the action's own words, which Rasa would log.
                name_only = json.dumps({"action_name": body["action_name"]})
                raise ClientResponseError(REJECTED, error.message, name_only) from None
            code = "actions_unavailable" if error.status in UNAVAILABLE else "action_failed"
            raise _failed(f"status {error.status}", body.get("error_id"), code) from None
        except aiohttp.ClientConnectorError as error:
            raise _failed(type(error).__name__, code="actions_unavailable") from None
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as error:
            raise _failed(type(error).__name__) from None
        if not isinstance(answer, dict):
            raise _failed("the answer is no JSON object")
        return answer


def install(processor: MessageProcessor, actions: EndpointConfig, action_seconds: float) -> None:
    """Lay the overlay over a processor, and over Rasa's classes in this process. To be done once.

    Args:
        processor: of a loaded agent.
        actions: the action server, as configured.
        action_seconds: the time limit for one action.

    Raises:
        ConfigError: another release of Rasa.
    """
    if rasa.__version__ != RASA_VERSION:
        raise ConfigError(
            f"engine/overlay.py is written for Rasa {RASA_VERSION}, but {rasa.__version__} is installed. "
            "Install engine/requirements.lock."
        )
    processor.action_endpoint = WatchedEndpoint(actions, action_seconds)
    processor.save_tracker = _unless_failed(processor.save_tracker)  # type: ignore[method-assign]
    processor._run_action = _noting_exceptions(processor._run_action)  # type: ignore[method-assign]
    # More actions in one turn than Rasa allows: a bug in the rules, and the tracker is left in the middle.
    processor.on_circuit_break = lambda *_: note_failure("action_limit")
    _stop_waste()


def _unless_failed(
    save: Callable[[DialogueStateTracker], Awaitable[None]],
) -> Callable[[DialogueStateTracker], Awaitable[None]]:
    async def save_unless_failed(tracker: DialogueStateTracker) -> None:
        watch = _watch.get()
        if watch is None or not watch.failures:
            await save(tracker)

    return save_unless_failed


def _noting_exceptions(run_action: Callable[..., Awaitable[bool]]) -> Callable[..., Awaitable[bool]]:
    """Rasa logs an exception of an action and goes on as if it had done nothing; here it is noted first."""

    async def run_noting(action: Action, *args: Any, **kwargs: Any) -> bool:
        run = action.run

        async def noting(*run_args: Any, **run_kwargs: Any) -> list[Event]:
            try:
                return await run(*run_args, **run_kwargs)
            except ActionExecutionRejection:
                raise
            except Exception:
                note_failure("action_failed")
                raise

        action.run = noting  # type: ignore[method-assign]  # Rasa makes the action anew for each prediction
        return await run_action(action, *args, **kwargs)

    return run_noting


def _stop_waste() -> None:
    """The same results for less work. The first also keeps the answer's content out of the exception."""
    # Rasa compiles a constant JSON schema for every answer of an action: 84 % of the time of such a turn.
    validator = Draft202012Validator(RemoteAction.action_response_format_spec())

    def validate(_action: RemoteAction, result: dict[str, Any]) -> bool:
        if not validator.is_valid(result):
            raise _failed("the answer is not of the form Rasa expects")
        return True

    RemoteAction._validate_action_result = validate  # type: ignore[method-assign]

    # Rasa walks all subclasses of Event for every event it reads.
    Event.resolve_by_type = staticmethod(_resolver(Event.resolve_by_type))  # type: ignore[method-assign]

    # In these three modules `copy` is used for arguments of debug messages only, which are made even when
    # nobody reads them.
    for module in (processor_module, forms_module, rule_policy_module):
        module.copy = SimpleNamespace(deepcopy=lambda value: value)  # type: ignore[attr-defined]


def _resolver(resolve: Callable[..., Any]) -> Callable[..., Any]:
    if hasattr(resolve, "cache_info"):
        return resolve  # installed before in this process
    return functools.lru_cache(maxsize=256)(resolve)


def _failed(reason: str, error_id: Any = None, code: str = "action_failed") -> RemoteActionFailed:
    """Note a failure and give the exception for it."""
    known = error_id if isinstance(error_id, str) else None
    note_failure(code, known)
    return RemoteActionFailed(reason, known)


def _as_object(text: Any) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, TypeError):
        return {}
    return value if isinstance(value, dict) else {}
