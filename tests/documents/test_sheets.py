"""Workbooks and separated values: rows that name their columns, values as they are shown."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook
from openpyxl.styles import NamedStyle
from word_files import with_part

from rag.documents import read_file
from rag.documents.sheets.shown import shown
from rag.errors import DocumentError
from rag.settings import Settings

DAY = datetime.fromisoformat("2024-03-05")
NOON = datetime.fromisoformat("2024-03-05T09:30")


def full(tmp_path, book, settings=None):
    path = tmp_path / "a.xlsx"
    if isinstance(book, bytes):
        path.write_bytes(book)
    else:
        book.save(path)
    return read_file(path, settings)


def separated(tmp_path, text, encoding="utf-8", suffix=".csv"):
    path = tmp_path / f"a{suffix}"
    path.write_bytes(text.encode(encoding))
    return read_file(path).text


def sheet_of(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (3, "General", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234.5, "#,##0", "1,235"),
        (0.125, "0%", "13%"),
        (0.125, "0.0%", "12.5%"),
        (2.675, "0.00", "2.68"),
        (1.5, "0.##", "1.5"),
        (12, '0"万元"', "12万元"),
        (12, '"约"0"个"', "约12个"),
        (1234567, '0.0,"千元"', "1234.6千元"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (-5, "0;(0)", "(5)"),
        (-5, "0.0", "-5.0"),
        (7, "000", "007"),
        (1200, "_ * #,##0_ ;_ * -#,##0_ ", "1,200"),
        (0.333, "# ?/?", "0.333"),
        (123456, "0.00E+00", "123456"),
        (0.5, "[红色]0", "0.5"),
        (12, '#,##0"人"', "12人"),
        (True, "General", "TRUE"),
        (date(2024, 3, 5), 'yyyy"年"m"月"d"日"', "2024年3月5日"),
        (DAY, "yyyy/mm/dd", "2024/03/05"),
        (DAY, "mm-dd-yy", "2024-03-05"),
        (NOON, "yyyy-m-d h:mm", "2024-3-5 9:30"),
        (NOON, "d-mmm-yy", "2024-03-05 09:30"),
        (DAY, 'm"月"d"日"', "3月5日"),
        (time(9, 5), "h:mm", "9:05"),
    ],
)
def test_values_read_as_they_are_shown(value, number_format, words):
    assert shown(value, number_format) == words


def test_dates_of_chinese_programs_are_no_numbers(tmp_path):
    book = sheet_of([("项目", "完成日期"), ("管网", 45_356)])
    data = io.BytesIO()
    book["Sheet"]["B2"].number_format = "yyyy-mm-dd"
    book.save(data)
    # As Chinese Excel stores it: a number of a format that the file does not describe.
    with zipfile.ZipFile(data) as package:
        styles = package.read("xl/styles.xml").decode()
    assert 'numFmtId="164"' in styles
    changed = styles.replace('numFmtId="164" fontId', 'numFmtId="31" fontId').replace(
        '<xf numFmtId="164"', '<xf numFmtId="31"'
    )
    found = full(tmp_path, with_part(data.getvalue(), "xl/styles.xml", changed))
    assert found.text == "项目：管网；完成日期：2024年3月5日。"


def test_merged_cells_titles_sheets_and_hidden_ones(tmp_path):
    book = Workbook()
    first = book.active
    first.title = "东片区"
    for row in (
        ("2024年任务清单", None, None, None),
        ("街道", "计划", None, "备注"),
        (None, "小区", "电梯", None),
        ("东关", 12, 30, None),
        (None, 5, 8, "含续建"),
        (None, None, None, None),
        ("合计", 17, 38, None),
    ):
        first.append(row)
    for area in ("A1:D1", "A2:A3", "B2:C2", "D2:D3", "A4:A5"):
        first.merge_cells(area)
    first["F4"] = "内部"
    first.column_dimensions["F"].hidden = True
    first.append(("作废", 1, 1, None))
    first.row_dimensions[8].hidden = True
    second = book.create_sheet("西片区")
    second.append(("街道", "小区"))
    second.append(("西川", 9))
    book.create_sheet("草稿").append(("不公开",))
    book["草稿"].sheet_state = "hidden"
    found = full(tmp_path, book)
    assert found.text.split("\n") == [
        "东片区",
        "2024年任务清单",
        "街道：东关；计划小区：12；计划电梯：30。",
        "街道：东关；计划小区：5；计划电梯：8；备注：含续建。",
        "街道：合计；计划小区：17；计划电梯：38。",
        "西片区",
        "街道：西川；小区：9。",
    ]
    assert [notice.key for notice in found.notices] == ["file.hidden"]


def test_a_formula_without_a_result_is_told_of(tmp_path):
    found = full(tmp_path, sheet_of([("项目", "数量"), ("管网", "=1+2")]))
    assert found.text == "项目：管网。"
    assert [(n.key, n.values) for n in found.notices] == [("file.formulas", {"count": "1"})]


def test_a_cell_far_away_costs_nothing(tmp_path):
    book = sheet_of([("项目", "数量"), ("管网", 3)])
    book.active["XFD1048576"] = "末尾"
    assert full(tmp_path, book).text.startswith("项目：管网；数量：3。")


def test_too_many_cells_are_refused(tmp_path):
    book = sheet_of([[f"{row}-{column}" for column in range(20)] for row in range(20)])
    with pytest.raises(DocumentError) as caught:
        full(tmp_path, book, Settings(file_cells=100))
    assert caught.value.params["reason"] == "expands"


def test_styles_named_in_the_file_do_no_harm(tmp_path):
    book = sheet_of([("项目", "数量"), ("管网", 3)])
    book.add_named_style(NamedStyle(name="供暖", number_format="0.00"))
    book.active["B2"].style = "供暖"
    assert full(tmp_path, book).text == "项目：管网；数量：3.00。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("separator", "suffix"), [(",", ".csv"), (";", ".csv"), ("\t", ".tsv")])
def test_separated_values_in_their_dialects(tmp_path, encoding, separator, suffix):
    rows = [["姓名", "住址", "补贴"], ["甲", "东关，一号", "1,200元"], ["乙", '"旧"居', ""]]
    quoted = ("\r\n").join(
        separator.join('"' + words.replace('"', '""') + '"' for words in row) for row in rows
    )
    assert separated(tmp_path, quoted, encoding, suffix) == (
        '姓名：甲；住址：东关，一号；补贴：1,200元。\n姓名：乙；住址："旧"居。'
    )


def test_line_breaks_in_quoted_values_stay_in_their_row(tmp_path):
    assert separated(tmp_path, '项目,说明\n管网,"更新\n改造"\n') == "项目：管网；说明：更新；改造。"


def test_rows_without_headings_are_read_plainly(tmp_path):
    assert separated(tmp_path, "1,3个\n2,5个\n3,8个\n") == "1：3个。\n2：5个。\n3：8个。"
