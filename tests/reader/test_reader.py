"""The reader: what it points at, and whether it thinks the passage answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from rag.reader import Reader, open_reader
from rag.reader.words import WordReader
from rag.settings import Settings

PASSAGE = (
    "实施便民工程。全年新建社区食堂12个，改造标准化菜市场8处，新增共享单车停放点260处，"
    "10月底前完成河东路、青年路等5条道路路灯亮化。对75岁以上独居老人每月上门探访不少于2次。"
)
OTHER = "落实粮食安全责任，建设高标准农田3万亩，推广良种良法，稳定种植面积。"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("models"))
    return open_reader(settings, lambda term: 1.0)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("今年要建多少个社区食堂？", "12个"),
        ("菜市场改造几处？", "8处"),
        ("路灯亮化什么时候完成？", "10月底前"),
        ("哪些道路要装路灯？", "河东路、青年路"),
    ],
)
def test_it_points_at_the_words_that_answer(reader: Reader, question: str, words: str) -> None:
    (reading,) = reader.read(question, [PASSAGE])
    assert words in PASSAGE[max(0, reading.start - 6) : reading.end + 6]
    assert reading.inside(0, len(PASSAGE)) > reading.inside(0, 6)


def test_a_passage_that_answers_is_told_from_one_that_does_not(reader: Reader) -> None:
    here, elsewhere = reader.read("今年要建多少个社区食堂？", [PASSAGE, OTHER])
    assert here.answers > elsewhere.answers


def test_company_hardly_changes_a_reading(reader: Reader) -> None:
    question = "独居老人多久探访一次？"
    alone = reader.read(question, [PASSAGE])[0]
    among = reader.read(question, [OTHER, PASSAGE, "短。"])[1]
    assert abs(alone.answers - among.answers) < 0.5
    assert abs(alone.start - among.start) <= 4


@pytest.mark.parametrize("megabytes", [0, 1, 128])
def test_what_was_read_before_changes_no_reading(megabytes: int, tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, reader_memory_mb=megabytes)
    reader = open_reader(settings, lambda term: 1.0)
    texts = [PASSAGE, OTHER, *(f"{n}号楼{PASSAGE}" for n in range(12))]
    first = reader.read("路灯亮化什么时候完成？", texts)
    reader.read("粮食种植面积是多少？", [OTHER, PASSAGE])
    again = reader.read("路灯亮化什么时候完成？", texts)
    assert [one.answers for one in first] == [one.answers for one in again]
    assert [(one.start, one.end) for one in first] == [(one.start, one.end) for one in again]


def test_many_threads_read_what_one_reads(reader: Reader) -> None:
    questions = [
        "路灯亮化什么时候完成？",
        "菜市场改造几处？",
        "新建多少个社区食堂？",
        "多久探访一次？",
    ]
    alone = {asked: reader.read(asked, [PASSAGE, OTHER])[0].answers for asked in questions}
    with ThreadPoolExecutor(4) as pool:
        for asked, (here, _) in zip(
            questions * 6,
            pool.map(lambda asked: reader.read(asked, [PASSAGE, OTHER]), questions * 6),
            strict=True,
        ):
            assert here.answers == alone[asked]


@pytest.mark.parametrize("text", ["", " ", "。", "\u3000\n", "😀" * 30, "文" * 2000])
def test_odd_texts_are_read_without_a_fault(reader: Reader, text: str) -> None:
    (reading,) = reader.read("今年要建多少个社区食堂？", [text])
    assert 0 <= reading.start <= reading.end <= len(text)
    assert np.isfinite([reading.span, reading.answers]).all()


def test_the_built_graph_is_kept_and_used_again(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path)
    first = open_reader(settings, lambda term: 1.0).read("菜市场改造几处？", [PASSAGE])
    built = sorted((tmp_path / "models" / "reader").glob("*.onnx"))
    assert len(built) == 2
    written = [file.stat().st_mtime_ns for file in built]
    again = open_reader(settings, lambda term: 1.0).read("菜市场改造几处？", [PASSAGE])
    assert [file.stat().st_mtime_ns for file in built] == written
    assert (first[0].start, first[0].end) == (again[0].start, again[0].end)


def test_without_a_model_the_sentence_that_shares_most_words_is_pointed_at() -> None:
    settings = Settings(_env_file=None, embedding_provider="none")
    reader = open_reader(settings, lambda term: 1.0)
    assert isinstance(reader, WordReader)
    (reading,) = reader.read("对75岁以上独居老人探访几次", [PASSAGE])
    assert PASSAGE[reading.start : reading.end].startswith("对75岁以上独居老人")
    (elsewhere,) = reader.read("对75岁以上独居老人探访几次", [OTHER])
    assert reading.answers > elsewhere.answers
