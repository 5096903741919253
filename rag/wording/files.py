"""What is said of files that are refused, or read with a reservation."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    # refused
    "unsupported_format.legacy": {
        "zh": "无法读取文件 {name}：请先用 Word、WPS 等软件把它另存为 {target}，再导入。",
        "en": "The file {name} cannot be read. Please save it as {target} first.",
    },
    "bad_document.wrong_suffix": {
        "zh": "文件 {name} 的内容是 {kind}，与它的后缀不符，请改正后缀或另存后再导入。",
        "en": "The file {name} is really {kind}. Please correct its suffix, or save it anew.",
    },
    "bad_document.encrypted": {
        "zh": "文件 {name} 设有密码，请去掉密码后再导入。",
        "en": "The file {name} is protected by a password. Please remove the password.",
    },
    "bad_document.damaged": {
        "zh": "文件 {name} 已损坏，无法读取。请用原来的软件打开并另存后再导入。",
        "en": "The file {name} is damaged. Please open it in its program and save it anew.",
    },
    "bad_document.slow": {
        "zh": "读取文件 {name} 超过了 {seconds} 秒，没有导入。请拆分后再导入。",
        "en": "Reading the file {name} took more than {seconds} seconds. Please divide it.",
    },
    "bad_document.memory": {
        "zh": "读取文件 {name} 需要的内存太多，没有导入。请拆分后再导入。",
        "en": "Reading the file {name} takes too much memory. Please divide it.",
    },
    "bad_document.expands": {
        "zh": "文件 {name} 解压后过大，没有导入。",
        "en": "The file {name} unpacks to far more than it should.",
    },
    "bad_document.too_long": {
        "zh": "文件 {name} 的文字过多，请拆分后再导入。",
        "en": "The file {name} holds too many words. Please divide it.",
    },
    "bad_document.too_many_pages": {
        "zh": "文件 {name} 超过 {most} 页，请拆分后再导入。",
        "en": "The file {name} has more than {most} pages. Please divide it.",
    },
    "bad_document.too_many_scans": {
        "zh": "文件 {name} 需要识别的扫描页超过 {most} 页，请拆分后再导入。",
        "en": "The file {name} has more than {most} scanned pages. Please divide it.",
    },
    "bad_document.too_many_pixels": {
        "zh": "文件 {name} 中的图片过大，请降低分辨率（300 dpi 即可）后再导入。",
        "en": "A picture in the file {name} is too large. 300 dpi are enough.",
    },
    # read with a reservation
    "file.scanned": {
        "zh": "有 {count} 页由扫描件识别（平均把握 {percent}%），数字请与原件核对",
        "en": "{count} pages were recognised from a scan (certain to {percent}% on average); "
        "compare figures with the original",
    },
    "file.doubtful": {
        "zh": "第 {pages} 页识别得不清楚，请与原件核对",
        "en": "pages {pages} were hard to recognise; compare them with the original",
    },
    "file.pictures": {
        "zh": "有 {count} 张图片，其中的文字没有读取",
        "en": "the words in {count} pictures were not read",
    },
    "file.formulas": {
        "zh": "有 {count} 个公式没有保存结果，没有读取；请用表格软件打开并另存后重新导入",
        "en": "{count} formulas hold no result and were not read; open and save the sheet anew",
    },
    "file.embedded": {
        "zh": "有 {count} 处嵌入的其他文件没有读取",
        "en": "{count} embedded files were not read",
    },
    "file.hidden": {
        "zh": "删去了 {count} 个隐藏的文字",
        "en": "{count} characters of hidden text were dropped",
    },
    "file.slanting": {
        "zh": "略去了 {count} 个斜排或竖排的文字（如水印、印章）",
        "en": "{count} characters across the page, such as watermarks, were left out",
    },
    "file.unknown": {
        "zh": "有 {count} 个字符无法辨认，以 \ufffd 代替，请与原件核对",
        "en": "{count} characters could not be told and stand as \ufffd; compare the original",
    },
    "file.invisible": {
        "zh": "删去了 {count} 个看不见的字符",
        "en": "{count} invisible characters were dropped",
    },
}
