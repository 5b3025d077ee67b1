"""Train the model with `python -m engine.train`; ask whether it is up to date with `--check`.

From the root of the project. The model always has the same name and is put in place in one step, so the
server never finds half of one. Beside it lies a fingerprint of all that went into it; the check compares
that, with the standard library only, in milliseconds.
"""

import argparse
import contextlib
import hashlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from engine.errors import ConfigError, EngineError

MODELS = Path("models")
MODEL = MODELS / "firstline.tar.gz"
INPUTS = MODELS / "firstline.inputs"
_HERE = Path(__file__).resolve().parent
_MADE_WITH = (
    "component.py",
    "danger.py",
    "descent.py",
    "eight_bit.py",
    "encoder.py",
    "encoders.py",
    "intents.py",
    "learner.py",
    "minilm_vocabulary.txt",
    "ngrams.py",
    "plain_spelling.py",
    "plain_spellings.txt",
    "softmax.py",
    "topics.py",
    "requirements.lock",
)


def training_inputs() -> list[Path]:
    """Every file whose change makes another model, sorted."""
    files = [Path("config.yml"), Path("domain.yml"), *sorted(Path("data").rglob("*.yml"))]
    return [
        *files,
        *(_HERE / name for name in _MADE_WITH),
    ]


def fingerprint() -> str:
    """SHA-256 over names and contents of the training inputs. Raises ConfigError if one cannot be read."""
    total = hashlib.sha256()
    for path in training_inputs():
        try:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise ConfigError(
                f"Cannot read {path} ({error.strerror}); run this from the root of the project."
            ) from None
        name = path.name if path.is_absolute() else path.as_posix()
        total.update(f"{name} {content}\n".encode())
    return total.hexdigest()


def is_current() -> bool:
    """Whether there is a model and it was made of the present inputs."""
    return MODEL.is_file() and INPUTS.is_file() and INPUTS.read_text().strip() == fingerprint()


def train() -> Path:
    """Train and put the model in place.

    Raises:
        ConfigError: the inputs are not there, or Rasa made no model of them (its own messages say why).
    """
    made_of = fingerprint()
    MODELS.mkdir(exist_ok=True)
    from engine.ahead import encoding_ahead

    with encoding_ahead(MODELS) as ready:
        _train(ready)
    note = INPUTS.with_suffix(".inputs.new")
    note.write_text(made_of + "\n")
    note.replace(INPUTS)
    return MODEL


def _train(vectors_ready: Callable[[], None]) -> None:
    # Rasa's cache of components would be one more folder, and would save little: see `lean_training`.
    os.environ.setdefault("RASA_MAX_CACHE_SIZE", "0")
    import rasa.api
    from rasa.shared.exceptions import RasaException
    from rasa.utils.log_utils import configure_structlog

    from engine.kept_vectors import kept_in
    from engine.lean_training import lean_training

    # Without this Rasa prints every state of every rule. The texts here are training data, no customer's.
    configure_structlog(logging.WARNING)
    with tempfile.TemporaryDirectory(dir=MODELS, prefix=".training-") as folder:
        # Rasa says on standard output where the model is; in a moment it is elsewhere.
        with contextlib.redirect_stdout(sys.stderr), lean_training(), kept_in(MODELS, vectors_ready):
            try:
                result = rasa.api.train(
                    domain="domain.yml",
                    config="config.yml",
                    training_files=["data"],
                    output=folder,
                    force_training=True,
                    fixed_model_name="firstline",
                )
            except Exception as error:
                refused = _within(error, RasaException)
                if refused is None:
                    raise
                raise ConfigError(f"Rasa cannot train on this: {refused}") from error
        if result.code != 0 or result.model is None:
            raise ConfigError("Rasa made no model; its messages above say why.")
        Path(result.model).replace(MODEL)


def _within(error: BaseException | None, kind: type[BaseException]) -> BaseException | None:
    # Rasa trains in threads: while it clears its folder after a refusal, another thread may still write there, and
    # what comes out is the failed clearing. The refusal is what was being handled then.
    while error is not None and not isinstance(error, kind):
        error = error.__context__
    return error


def main(arguments: list[str] | None = None) -> int:
    """Entry point. With --check: 0 if the model is current, 1 if not."""
    parser = argparse.ArgumentParser(prog="python -m engine.train", description="Train the model.")
    parser.add_argument(
        "--check", action="store_true", help="only say whether the model is up to date (exit 0) or not (1)"
    )
    options = parser.parse_args(arguments)
    try:
        if options.check:
            current = is_current()
            print(f"{MODEL} is {'up to date' if current else 'missing or older than its inputs'}")
            return 0 if current else 1
        print(train())
    except EngineError as error:
        print(f"engine: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
