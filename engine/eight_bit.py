"""The second encoder's model, made to calculate with whole numbers of 8 bits.

Its package brings weights of 8 bits and turns each back into a fraction before it calculates. Calculating with them as
they are takes 2.0 ms of CPU instead of 4.7 for a message, a third of the time for training lines side by side, and
67 MB of memory instead of 170; the vectors differ little (cosine to the others 0.993 in the middle, 0.97 at worst) and
what is understood of 1,502 lines held out hardly (0.970 and 0.971).
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FOLDER = Path("models")
_RECIPE = "8bit1"
# Part of the file's name: to be changed with what `_make` does.
_WARNING_OF_OTHER_MODELS = "Please consider to run pre-processing"


def recipe(version: str) -> str:
    """Names what the vectors were made with: the package's version and our way of changing it."""
    return f"{version}-{_RECIPE}"


@contextmanager
def eight_bit(source: Path, name: str, folder: Path = _FOLDER) -> Iterator[Path]:
    """The path of ``source`` made so, for as long as it takes to load it.

    It is made once and kept in ``folder`` under ``name``, which must say the version (see `recipe`). Where there is no
    such folder, or it cannot be written to, it is made anew each time, in about four seconds.
    """
    kept = folder / f"{name}.onnx"
    if kept.is_file():
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="firstline-") as work:
        made = _make(source, Path(work))
        if folder.is_dir():
            with suppress(OSError):
                _keep(made, kept)
        yield made


def _make(source: Path, work: Path) -> Path:
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folded, made = work / "folded.onnx", work / "made.onnx"
    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(folded)
    options.log_severity_level = (
        3  # It warns that what it writes is for this kind of machine: so it is meant.
    )
    InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
    root = logging.getLogger()
    hide = _Hide()
    root.addFilter(hide)
    try:
        # Weights without a sign: with one, sums overflow on processors without instructions for 8-bit products.
        quantize_dynamic(
            folded,
            made,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            weight_type=QuantType.QUInt8,
        )
    finally:
        root.removeFilter(hide)
    return made


def _keep(made: Path, kept: Path) -> None:
    """In one step: another process that starts meanwhile finds all of it or none."""
    new = kept.with_suffix(f".{os.getpid()}.new")
    shutil.copyfile(made, new)
    new.replace(kept)


class _Hide(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(_WARNING_OF_OTHER_MODELS)
