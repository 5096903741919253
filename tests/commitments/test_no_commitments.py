"""Numbers that commit nobody to anything."""

import pytest
from commitment_documents import rows


@pytest.mark.parametrize(
    "text",
    [
        # names
        "贯彻“262”工作举措,落实“三减四免”要求。",
        "推进第二、第三小学建设,完成二期工程。",
        "依据某发改〔2022〕118号文件办理。",
        "实施治水三年行动,坚持“四个不放松”。",
        "推进“5G+工业”融合,建立“2+N+10”体系。",
        "注重前期、后期两个关键环节的衔接。",
        "加强政务服务,从四个方面抓好落实。",
        "推出12条措施,涉及三大类事项。",
        "执行GB50015-2019标准,拨打12345热线,联系电话13812345678。",
        "根据第三十二条、第十九、二十条执行。",
        "提供24小时服务。",
        "提交申请表2份、营业执照复印件1份。",
        # what was
        "已建成公园36个,新增绿地20公顷。",
        "去年共改造小区12个。",
        "截至6月底,累计发放补贴500万元。",
        "2023年末,全区现有医院6家。",
        "预计带动就业300人。",
        # whom it applies to
        "年满60周岁的老人免费乘车。",
        "缴费满15年的,可申请办理。",
        "注册资本100万元以上的企业可以参加。",
        "未裁员或裁员率不超过5.5%,职工30人以下的,可以申请。",
        # penalties
        "违反规定的,处一万元以上三万元以下罚款。",
        "情节严重的,处五日以上十日以下拘留。",
        # what there is, whatever words it is counted with
        "辖区小区24个。",
        "区属幼儿园12所。",
        "城区公园24个。",
        "参会代表24人。",
        "会议听取代表建议24件。",
        "本区常住人口12万人。",
        "下辖街道9个。",
        "共有小学12所。",
        "在岗医生36名。",
        # what a thing is like
        "价值400余万元的设备由街道保管。",
        "使用浓度为5%的消毒液。",
    ],
)
def test_nothing_is_promised(text):
    assert rows(text) == ()


def test_headings_and_titles_promise_nothing():
    text = "新建10所学校的通知\n一、供水全覆盖\n（一）水厂。完善管网。\n（二）水质。加强监测。\n"
    assert rows(text) == ()


def test_what_looks_back_promises_nothing():
    text = "报告\n一、过去一年工作回顾\n新建学校3所，完成道路5条。\n二、今年工作\n新建学校2所。\n"
    assert [row.quote for row in rows(text)] == ["新建学校2所"]


def test_where_a_rise_starts_from_is_no_target():
    assert [row.value for row in rows("将补贴比例由50%提高至70%。")] == ["70"]


def test_a_news_report_promises_only_what_it_says_will_be():
    text = (
        "某市发放补贴 某某社5月3日电（记者 张三）该市连日来出动车辆300台，检查商户5000家。"
        "该市将设立2亿元专项资金，对返岗人员给予每人500元补助。"
    )
    assert [(row.value, row.unit) for row in rows(text)] == [("200000000", "元"), ("500", "元")]
