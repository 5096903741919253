"""Kill the product at random moments of taking in, changing and erasing; see what is left.

``python -m eval.kill --times 50``: each time a process works on the same data folder until
it is killed; then the folder is opened again, its jobs go on to their end, and everything
that was acknowledged is looked for by its own words and its own vector.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Final, NamedTuple

from eval.hardware import hardware
from eval.kill_target import notice
from rag.clauses import clause_tree, passages
from rag.documents import document_id
from rag.jobs import Jobs
from rag.schemas import Record
from rag.settings import Settings
from rag.workspace import Workspace

_LONGEST_S: Final = 4.0
_JOBS_END_S: Final = 300.0
_ABSENT: Final = 0
"""Version of a document that is not there; real versions begin above."""


class Kill(Record):
    """What one kill left behind.

    Attributes:
        after_s: When the process was killed, after it had opened the folder.
        acknowledged: Uploads and deletions that it had acknowledged in that time.
        unfinished: Whether a job was under way or waiting.
        in_flight: What it was doing for a caller, or empty.
        restart_s: How long the folder took to open again, ready to answer.
        faults: What is wrong; empty when nothing is.
    """

    after_s: float
    acknowledged: int
    unfinished: bool
    in_flight: str
    restart_s: float
    faults: tuple[str, ...]


class Told(NamedTuple):
    """What a process said before it was killed."""

    after_s: float
    lines: list[dict[str, object]]


def run(folder: Path, times: int, seed: int) -> Iterator[Kill]:
    """Kill ``times`` processes working on ``folder``, and yield what each left."""
    chance = random.Random(seed)
    known: dict[str, set[int]] = {}
    for number in range(1, times + 1):
        told = _kill(folder, number, chance.uniform(0.0, _LONGEST_S))
        yield _look(folder, told, known)


def _kill(folder: Path, number: int, after_s: float) -> Told:
    command = [sys.executable, "-m", "eval.kill_target", str(folder), str(number)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        output = process.stdout
        if output is None:
            raise RuntimeError("there is nothing to read from")
        if "opened" not in output.readline():
            process.kill()
            raise RuntimeError("the process did not open its folder")
        timer = Timer(after_s, process.kill)
        timer.start()
        # a line cut short by the kill is of something that was not acknowledged
        lines = [json.loads(line) for line in output if line.endswith("\n")]
        timer.join()
    return Told(round(after_s, 3), lines)


def _expect(known: dict[str, set[int]], lines: list[dict[str, object]]) -> tuple[int, str]:
    """Note which versions each document may stand in now; return acknowledged, in flight."""
    acknowledged, in_flight = 0, ""
    for line in lines:
        files = line["files"]
        if not isinstance(files, dict):
            raise TypeError("not a line of the process")
        act = str(line.get("begin") or line.get("done"))
        for name, version in files.items():
            here = _ABSENT if act == "delete" else int(version)
            known[name] = {here} if "done" in line else known.get(name, {_ABSENT}) | {here}
        acknowledged += "done" in line
        in_flight = act if "begin" in line else ""
    return acknowledged, in_flight


def _look(folder: Path, told: Told, known: dict[str, set[int]]) -> Kill:
    """Open the folder again, let its jobs end, and look for all that was acknowledged."""
    acknowledged, in_flight = _expect(known, told.lines)
    began = time.perf_counter()
    with Workspace.open(Settings(_env_file=None, data_dir=folder)) as workspace:
        unfinished = workspace.catalog.jobs.next() is not None
        jobs = Jobs(workspace, workspace.index.refresh)
        jobs.start()
        restart = time.perf_counter() - began
        faults = list(workspace.catalog.check())
        while workspace.catalog.jobs.next() is not None:
            if time.perf_counter() - began > _JOBS_END_S:
                faults.append("jobs do not end")
                break
            time.sleep(0.05)
        jobs.close()
        workspace.index.embed_missing()
        faults += _wrong(workspace, known)
    return Kill(
        after_s=told.after_s,
        acknowledged=acknowledged,
        unfinished=unfinished,
        in_flight=in_flight,
        restart_s=round(restart, 2),
        faults=tuple(faults),
    )


def _wrong(workspace: Workspace, known: dict[str, set[int]]) -> Iterator[str]:
    """Yield what is not as it should be, and note which version each document turned out."""
    catalog = workspace.catalog
    for name, versions in known.items():
        document = catalog.document(document_id(name))
        text = None if document is None else document.text
        found = [one for one in versions if text == (notice(name, one) if one else None)]
        if not found:
            yield f"{name}: none of the versions {sorted(versions)}"
            continue
        versions.clear()
        versions.update(found)
        if document is not None:
            tree = clause_tree(document)
            parts = passages(document, tree, workspace.settings.passage_chars)
            if catalog.clauses(document.id) != tree or catalog.passages(document.id) != parts:
                yield f"{name}: half a document"
    if strangers := {s.source for s in catalog.documents()} - known.keys():
        yield f"nobody gave {min(strangers)}"
    report = workspace.index.verify()
    if not report.sound or report.pending:
        yield f"doctor: {report.model_dump_json()}"
    needed = catalog.jobs.files_needed()
    kept = {
        path.name.partition(".")[0]
        for path in (workspace.settings.data_dir / "originals").iterdir()
    }
    if kept != needed:
        yield f"originals: {len(needed - kept)} missing, {len(kept - needed)} left over"


def main() -> None:
    """Print one line for each kill, and the sums as JSON at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, help="an empty folder; unset: one that is removed")
    chosen = parser.parse_args()
    kills: list[Kill] = []
    with tempfile.TemporaryDirectory(prefix="tiaowen-kill-") as spare:
        for kill in run(chosen.data or Path(spare), chosen.times, chosen.seed):
            kills.append(kill)
            sys.stderr.write(f"{len(kills)}/{chosen.times} {kill.model_dump_json()}\n")
    sums = {
        "kills": len(kills),
        "acknowledged": sum(kill.acknowledged for kill in kills),
        "with_unfinished_jobs": sum(kill.unfinished for kill in kills),
        "in_flight_uploads": sum(kill.in_flight == "upload" for kill in kills),
        "in_flight_deletions": sum(kill.in_flight == "delete" for kill in kills),
        "slowest_restart_s": max((kill.restart_s for kill in kills), default=0.0),
        "faults": [fault for kill in kills for fault in kill.faults],
        "hardware": hardware(),
    }
    sys.stdout.write(json.dumps(sums, ensure_ascii=False, indent=2) + "\n")
    sys.exit(1 if sums["faults"] else 0)


if __name__ == "__main__":
    main()
