"""Loading the trained model, and asking it what a text means."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.utils import AvailableEndpoints
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.shared.core.trackers import DialogueStateTracker

from engine import overlay
from engine.errors import ConfigError
from engine.tracker_store import WindowedTrackerStore

DEFAULT_MODEL = Path("models/firstline.tar.gz")


def load_processor(model: Path) -> MessageProcessor:
    """The model alone: for understanding texts, without conversations or actions.

    Raises:
        ConfigError: there is no such file.
    """
    return _load(model).processor


def load_engine(model: Path, endpoints: Path, action_seconds: float) -> MessageProcessor:
    """The model with its tracker store and action server, and the overlay.

    Args:
        model: the trained model.
        endpoints: endpoints.yml.
        action_seconds: the time limit for one action.

    Raises:
        ConfigError: a missing file, or endpoints.yml names another tracker store or no action server.
    """
    if not endpoints.is_file():
        raise ConfigError(
            f"There is no {endpoints}; start from the folder that holds it, or name it with --endpoints."
        )
    configured = AvailableEndpoints.read_endpoints(str(endpoints))
    if configured.action is None or not configured.action.url:
        raise ConfigError(f"{endpoints}: `action_endpoint.url` is missing; set ACTIONS_URL.")
    section = configured.tracker_store
    wanted = f"{WindowedTrackerStore.__module__}.{WindowedTrackerStore.__qualname__}"
    if section is None or section.type != wanted:
        # Rasa would fall back to memory, silently, and every restart would forget every conversation.
        raise ConfigError(f"{endpoints}: `tracker_store.type` must be {wanted}.")
    store = WindowedTrackerStore(**section.kwargs)
    agent = _load(model, store)
    # Without the wrapper that answers "no such conversation" when the store fails.
    agent.processor.tracker_store = agent.tracker_store = store
    overlay.install(agent.processor, configured.action, action_seconds)
    return agent.processor


def understand(processor: MessageProcessor, texts: Sequence[str]) -> list[dict[str, Any]]:
    """What the model makes of each text, all in one go. The texts must have gone through `customer_text`.

    Returns:
        One `reading` (see there) for each text, in order.
    """
    if not texts:
        return []
    target = processor.model_metadata.nlu_target
    inputs = {
        PLACEHOLDER_MESSAGE: [UserMessage(text) for text in texts],
        PLACEHOLDER_TRACKER: DialogueStateTracker.from_events("understand", []),
    }
    messages = processor.graph_runner.run(inputs=inputs, targets=[target])[target]
    return [reading(message.as_dict(only_output_properties=True)) for message in messages]


def reading(parse_data: dict[str, Any]) -> dict[str, Any]:
    """Rasa's parse in our words.

    Returns:
        `intent`, `confidence`: what the dialogue goes by (`nlu_fallback` below the threshold); `accepted`:
        false for the fallback; `ranking`: the model's own intents, best first, at most 10, never
        `nlu_fallback`; `danger`: the kind of danger that the model hears, or None;
        `danger_confidence`: how sure it is of any.
    """
    intent = parse_data["intent"]
    ranking = parse_data.get("intent_ranking", [])
    return {
        "intent": intent["name"],
        "confidence": _rounded(intent["confidence"]),
        "accepted": intent["name"] != FALLBACK,
        "danger": (parse_data.get("danger") or {}).get("kind"),
        "danger_confidence": _rounded((parse_data.get("danger") or {}).get("confidence") or 0.0),
        "ranking": [
            {"name": entry["name"], "confidence": _rounded(entry["confidence"])}
            for entry in ranking
            if entry["name"] != FALLBACK
        ],
    }


def _load(model: Path, store: Any = None) -> Agent:
    if not model.is_file():
        raise ConfigError(f"There is no model {model}; train it with: python -m engine.train")
    return Agent.load(str(model), tracker_store=store)


def _rounded(confidence: Any) -> float:
    """To a plain number (it comes from numpy) with as many digits as mean anything."""
    return round(float(confidence), 4)
