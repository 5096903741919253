"""A document of another place is not taken for one about the place asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.chain import Engine
from rag.ingest import ingest
from rag.schemas import Question
from rag.understand.elsewhere import elsewhere


@pytest.mark.parametrize(
    ("title", "region", "is_elsewhere"),
    [
        ("青岭市既有住宅加装电梯补助办法", "洛阳市西工区", True),
        ("关于印发《青岭市加装电梯办法》的通知", "洛阳市西工区", True),
        ("洛阳市涧西区工作方案", "洛阳市西工区", True),
        ("东川县河道办法", "西工区", True),
        ("天津市和平区养老服务办法", "天津市河西区", True),
        ("天津市南开区养老服务办法", "天津市和平区", True),
        ("呼和浩特市养老服务办法", "包头市", True),
        ("成都市养老服务办法", "厦门市", True),
        ("北京市西城区养老服务办法", "北京市东城区", True),
        ("深圳市南山区养老服务办法", "深圳市福田区", True),
        ("上海市浦东新区养老服务办法", "上海市黄浦区", True),
        ("天津市和平区养老服务办法", "天津市和平区", False),
        ("天津市旅游和度假区管理办法", "天津市河西区", False),
        ("天津市对外开放区管理办法", "天津市河西区", False),
        ("天津市偏远山区交通办法", "天津市河西区", False),
        ("文明城市建设办法", "天津市河西区", False),
        ("洛阳市加装电梯办法", "洛阳市西工区", False),
        ("洛阳市加装电梯办法", "西工区", False),
        ("西工区工作安排", "洛阳市西工区", False),
        ("河南省老旧小区改造办法", "洛阳市西工区", False),
        ("洛阳市老城区工作方案", "洛阳市西工区", False),  # may be a part of any city
        ("老旧小区改造工作方案", "洛阳市西工区", False),
        ("农贸市场管理办法", "洛阳市西工区", False),
        ("城市更新工作方案", "洛阳市西工区", False),
        ("社区食堂建设方案", "洛阳市西工区", False),
        ("全市停车管理办法", "洛阳市西工区", False),
        ("国家级开发区管理办法", "洛阳市西工区", False),
        ("涧西区工作安排", "洛阳市", False),
        ("2024年度重点工作", "洛阳市西工区", False),
    ],
)
def test_titles(title: str, region: str, is_elsewhere: bool) -> None:
    assert elsewhere(title, region) is is_elsewhere


RULES = (
    "青岭市既有住宅加装电梯补助办法\n\n一、补助标准\n\n(一)加装电梯补助。"
    "每部电梯补助30万元。年内加装电梯80部。\n"
)


def test_the_figure_of_another_city_is_not_given(own_engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(RULES, encoding="utf-8")
    ingest([tmp_path / "other.txt"], own_engine.settings, own_engine.catalog, own_engine.index)
    own_engine.refresh()
    answer = own_engine.ask(Question(text="西工区今年要加装多少部电梯？"))
    assert "300部" in answer.answer
    assert "80部" not in answer.answer
    assert {one.region for one in answer.citations} == {"洛阳市西工区"}
