"""What the trained model costs in a process of its own: `python -m engine.report.cost` prints JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from engine.model import load_processor, understand
from engine.report.lines import held_out
from engine.train import MODEL

_WARM = 20


def main() -> int:
    """`mb`: memory after hearing the development set; `mb_at_most`: the most it ever was; `ms`: CPU a message."""
    processor = load_processor(MODEL)
    texts = [line.text for line in held_out()]
    for text in texts[:_WARM]:
        understand(processor, [text])
    began = time.process_time()
    for text in texts:
        understand(processor, [text])
    spent = (time.process_time() - began) / len(texts)
    status = Path("/proc/self/status").read_text()
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    json.dump({"mb": resident / 1024, "mb_at_most": most / 1024, "ms": spent * 1000}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
