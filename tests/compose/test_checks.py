"""What words must hold before they can answer: figures in the unit asked for, years, phones."""

from __future__ import annotations

import pytest

from rag.compose.checks import lacking
from rag.schemas import Question
from rag.text import fold
from rag.understand import Gazetteer, understand


def lacks(question: str, words: str) -> str | None:
    asked = understand(
        Question(text=question), Gazetteer([]), lambda _: True, lambda folded: folded, limit=500
    )
    told = fold(words)
    return lacking(asked, fold(question), told, told, told, (), lambda _: True)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("孩子想踢球，给围几块带网子的场地？", "建成3个笼式足球场"),
        ("被盯着的人家每年多挣几成？", "监测对象收入增长10%以上"),
        ("毕业生一百个里头得有多少个找着活？", "高校毕业生就业率达90%以上"),
        ("头顶全是电话网络的绳子，管不管啊", "完成27条道路线缆整治"),
        ("What yearly income is each village supposed to top?", "各村收入均超过30万元"),
        ("停车多少块一小时", "每小时收费3元"),
        ("阅览室的开放时间", "阅览室周一至周五开放"),
        ("提升阅览室服务有哪几点", "增加座位,延长服务,改进检索"),
        ("提升阅览室服务有几点要求", "增加座位,延长服务,改进检索"),
        ("阅览室几点开门", "每日9:00至21:00开放"),
        ("开个公司执照几天能拿到", "企业开办压缩至0.5个工作日"),
        ("警察多久能到", "警车3分钟到场"),
        ("晚上停一宿，得花多少", "夜间免费停车"),
        ("监督电话是多少", "监督电话：8093-1166"),
        ("出口信用保险保费补助多少", "保费补助60%"),
        ("白领夜校开多少期", "开展白领夜校36期"),
        ("固定资产投资增长多少", "固定资产投资增长8%"),
        ("手里就几个专利，能拿去换钱周转吗", "推广知识产权质押贷"),
        ("每个小区加装几部电梯", "各小区加装电梯2部"),
        ("每个月开放几天", "阅览室开放20天"),
        ("手续全，能不能住公租房", "稳定就业的外来务工人员可以租住"),
        ("设置警示牌多少块", "设置警示牌680块"),
        ("用乘车码坐公交打几折", "电子乘车码九折"),
        ("My car is electric, do I save when parking?", "新能源汽车首小时停放免收"),
        ("How long may the lead be?", "绳长不超过1.5米"),
        ("补贴去哪儿申请", "登录惠购云填报"),
        ("换辅助器具，最多补贴多少元？", "按60%补助"),
        ("多少困难群众拿到补贴？", "补助困难群众1200人"),
        ("82岁的老人每月领多少津贴？", "60岁以上每月20元,80岁以上每月100元"),
        ("孩子5岁能上吗", "年满6周岁儿童入学"),
        ("扩建哪些学校？", "扩建城关二小、白沙镇中心幼儿园"),
        ("“351”“151”两项举措分别落实哪个主题年？", "贯彻“351”举措,落实“品质强化年”"),
    ],
)
def test_what_is_told_in_other_measures_answers(question: str, words: str) -> None:
    assert lacks(question, words) is None


@pytest.mark.parametrize(
    ("question", "words", "reason"),
    [
        ("修一块球场要几块钱？", "建成3个笼式足球场", "figure"),
        ("停车多少块一小时", "新建停车场10个", "figure"),
        ("每户发多少搬迁补助？", "搬迁避险群众210户", "figure"),
        ("换辅助器具，每人最多补贴多少元？", "残疾人辅助器具适配率达到98%", "figure"),
        ("上门照护每小时按什么价结算？", "每月不少于30小时的上门照护", "figure"),
        ("80到89岁的老人每月领多少高龄津贴？", "90周岁以上老年人每月发放200元", "age"),
        ("80到89岁的老人每月领多少津贴？", "70岁体检1次,90周岁以上200元", "age"),
        ("手术指定在哪几家医院做？", "为60周岁以上白内障患者免费手术", "kind"),
        ("扩建哪些学校？", "扩建道路3条", "kind"),
        ("“351”举措落实哪个主题年？", "落实“品质强化年”", "term"),
        ("被盯着的人家每年多挣几成？", "帮扶监测对象200户", "figure"),
        ("咨询电话是多少？", "由街道办事处负责", "figure"),
        ("服务中心的电话有没有", "建设服务中心3个", "procedure"),
        ("阅览室每日开放时段如何安排", "年底前新建2处阅览室", "date"),
        ("阅览室几点开门", "9月底前新建2处阅览室", "date"),
        ("今年关停几个停车场", "新建停车场12个", "deed"),
        ("今年新建多少所小学", "新建停车场12个", "thing"),
        ("人均公园面积多少", "以绿道串联13个公园,共20公顷", "figure"),
        ("每个小区加装几部电梯", "全年加装电梯300部", "figure"),
        ("每条街安排多少名巡查员", "招聘巡查员60名", "figure"),
        ("要等几天？", "6月30日前完成", "figure"),
        ("要等几天？", "覆盖12个小区", "figure"),
        ("由哪个单位组织验收？", "12个小区年底完工", "keeper"),
        ("水价贵不贵", "改造管网12公里", "figure"),
        ("When will it be finished?", "新建公园3个", "date"),
        ("What year will it be finished?", "6月底前完成", "date"),
    ],
)
def test_what_is_told_of_something_else_does_not(question: str, words: str, reason: str) -> None:
    assert lacks(question, words) == reason


@pytest.mark.parametrize("number", ["东发〔2021〕7号", "东发[2021]7号", "东政办【2021】第12号"])
def test_the_number_of_a_document_is_one(number: str) -> None:
    assert lacks("这份方案的文号是多少？", f"根据《方案》({number})") is None
    assert lacks("这份方案的文号是多少？", "建设服务中心3个") == "figure"
