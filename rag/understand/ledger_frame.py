"""What frames the things that a ledger question names, and is struck out around them."""

from __future__ import annotations

import re
from typing import Final

from rag.understand import ledger_forms as forms

STATED: Final = re.compile("写明|标明|注明|载明|写的?是|明确写|标注|写成|写作|写着|字样|标的?是")
# What is struck out before the things asked for are read.
FRAME: Final = re.compile(
    "^[^:：,，]{0,8}问[:：]|请?(?:帮我|给我|麻烦)|做个|[您你]们?好|谢+谢?|(?:我)?(?:问|说)的是|这一?块"
    "|这方面|[加算写定建安排]+得|[到截]?为?止|[放搁][在到]?一[块起]儿?|[一-鿿]{2}口径|口径"
    "|(?:面积|数量|规模|长度|金额|人数)上|"
    + "|".join(
        part.pattern
        for part in (
            forms.MEASURED,
            forms.PERCENT,
            forms.DATED,
            STATED,
            forms.SUMS,
            forms.EACH,
            forms.BOTH,
            forms.WHOSE,
            forms.DIFFERENCE,
            forms.LISTS,
            forms.FINISHED,
        )
    )
    + f"|{forms.NOUN}|对比|比较|对照|相比|各(?:自)?(?![种类])|分别"
    "|(?<![0-9一二三四五六七八九十第每上前])[一两二三四五六七八九十]年(?:里|内|间|中)?(?![级以份])|岁末|居首|榜首|顶[大多高]|(?:几|多少)倍|最[多大高长少小低短早先晚迟快近后紧急靠前]+"
    "|(?:有|是|为|要|达到?|共)?(?:多少|(?<![第好])几)[个项条件桩处座家所套部亩场人户名元]?次?"
    "|哪(?:个|项|条|里|些|儿|样|边[多少高低大小]?)?|超过|以上|以下|以内|不少于|至少|低于|高于|大于|小于|少于|多于|不足"
    "|(?:相关|有关|涉及|方面|领域|类)的?|数量|数目(?!标)|数字|多少|按[^,，。]{0,3}来?算|要求|写没写|没有写"
)
