"""A process to be killed: it takes in, changes and erases documents until it is.

``python -m eval.kill_target DATA_FOLDER SEED``. What it is about to do and what has been
acknowledged goes to standard output, one JSON line each.
"""

from __future__ import annotations

import io
import json
import random
import sys
import time
from pathlib import Path
from typing import Final

from rag.documents import document_id
from rag.jobs import Jobs
from rag.settings import Settings
from rag.workspace import Workspace

NAMES: Final = tuple(f"notice-{number}.txt" for number in range(16))

_THINGS: Final = "电梯 公园 学校 医院 道路 桥梁 车站 水厂 市场 广场 剧院 球场 书屋 工厂".split()
_ACTS: Final = "新建 改造 扩建 修缮 提升 验收 养护 监测".split()


def notice(name: str, version: int) -> str:
    """Return the text of one version of a document; no two are alike."""
    chance = random.Random(f"{name} {version}")
    lines = [f"{name.removesuffix('.txt')}第{version}版工作安排", ""]
    for number in "一二三四五六七八":
        thing, act = chance.choice(_THINGS), chance.choice(_ACTS)
        place = "".join(chance.choice("东南西北河湖山林石桥") for _ in range(3))
        lines.append(f"({number}){act}{thing}。")
        lines.append(f"年底前在{place}街道{act}{thing}{chance.randint(2, 9999)}处。")
    return "\n".join(lines)


def _say(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _upload(jobs: Jobs, names: list[str], version: int) -> None:
    files = dict.fromkeys(names, version)
    _say(begin="upload", files=files)
    arrived = [jobs.receive(io.BytesIO(notice(n, version).encode()), n, {}) for n in names]
    jobs.accept(arrived)
    _say(done="upload", files=files)


def main(folder: str, seed: str) -> None:
    """Work until killed."""
    chance = random.Random(seed)
    settings = Settings(_env_file=None, data_dir=Path(folder))
    with Workspace.open(settings) as workspace:
        jobs = Jobs(workspace, workspace.index.refresh)
        jobs.start()
        _say(opened=True)
        version = int(seed) * 1000
        while True:
            version += 1
            stored = sorted(summary.source for summary in workspace.catalog.documents())
            if stored and chance.random() < 0.35:
                name = chance.choice(stored)
                _say(begin="delete", files={name: version})
                jobs.delete(document_id(name))
                _say(done="delete", files={name: version})
            else:
                _upload(jobs, chance.sample(NAMES, chance.randint(1, 5)), version)
            time.sleep(chance.uniform(0.0, 0.4))


if __name__ == "__main__":
    main(*sys.argv[1:])
