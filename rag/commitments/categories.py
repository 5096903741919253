"""The category of a commitment: a table of words, and the order they are looked up in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

OTHER: Final = "其他"

# What a commitment is about, by the words it uses. Rule: the words of the commitment itself
# decide, then its quote, its sentence and the headings over it, innermost first; within one
# of these the longest word found decides, then the one that stands last (the head of a
# Chinese noun phrase closes it), and a word of no category decides nothing.
_WORDS: Final = {
    # Homes: what is built, let, sold or handed over to live in.
    "住房": (
        "住房 房屋 安置房 保障房 公租房 廉租房 租赁住房 保障性租赁住房 商品房 棚户区 棚改 房地产"
        " 房租 公积金 物业 物业管理 人才公寓 危房 农房"
    ),
    # Getting about: roads, transit, parking, charging.
    "交通": (
        "交通 道路 公路 铁路 地铁 轨道 高速 桥梁 公交 停车 停车场 停车位 车位 泊车 充电桩 充电站"
        " 充电设施 路网 背街小巷 断头路 过街天桥 地下通道 航线 港口 机场 物流 客运 货运 车辆 通行"
        " 候车 驾驶"
        " 危桥 大桥 天桥 泊位 充电枪 换电站 非机动车 人行道 盲道 街巷 通组路 硬化路 路口 通车"
        " 首末站 车道 立交 隧道 慢行 早班车 停车楼 停车库"
    ),
    # The city made over: old quarters, clearance, pipes, plans.
    "城市更新": (
        "城市更新 老旧小区 旧城 旧改 城中村 片区 征迁 拆迁 拆除 违法建设 微改造 市政 供水 排水"
        " 管网 供水管网 雨水管网 涵洞 积水点 海绵城市 加装电梯 电梯 地块 控制性详规 详规 城市规划"
        " 街区 线缆 管线 飞线 城市设计 口袋空间 开工建设"
        " 燃气管网 燃气管道 燃气立管 热力管网 供热 管廊 泵房 易涝点 内涝 架空线 院落 房屋征收"
    ),
    # Air, water, waste, green, carbon.
    "环境": (
        "环境 生态 污染 污水 截污 垃圾 垃圾分类 公厕 旱厕 厕所 绿化 造林 绿地 微绿地 口袋公园"
        " 公园 公园游园 游园 绿道 森林 湿地 河道 水质 空气质量 优良天数 节能 降耗 能耗 碳排放"
        " 减排 环卫 噪声 扬尘 绿色建筑 医疗废物 危废 点位"
        " 黑臭水体 水体 清淤 排污口 户厕 矿山 雨污 水土 空气优良 第三卫生间 草坪 郊野公园"
    ),
    # Schools and those in them.
    "教育": (
        "教育 学校 幼儿园 中学 小学 高中 校园 学位 学生 教师 义务教育 学前 普惠性 职业教育 高校"
        " 大学 课后服务 培训机构 入学 招生 研学 教学 助学"
        " 支教 师资 班额 寄宿 随迁子女 借读"
    ),
    # Hospitals, illness, births.
    "医疗健康": (
        "医疗 医院 卫生 卫生服务 卫生服务机构 社区卫生 健康 诊疗 门诊 中医 中医馆 医生 医护 医务"
        " 病床 疫苗 接种 疾病 疫情 防控 防疫 体检 急救 公共卫生 药品 口罩 防护服 核酸 托育 托位"
        " 生育 隔离 消毒 体温 患者 救治 诊断 检测试剂"
        " 卫生院 卫生室 家庭医生 医共体 号源 处方 巡诊 医务室 村医 预期寿命 早筛 筛查 医保支付"
    ),
    # Work and skills.
    "就业": (
        "就业 失业 失业率 再就业 转移就业 就业率 创业 技能 职业技能 技能培训 职业培训 高技能"
        " 高技能人才 高校毕业生 劳动力 用工 岗位 公益性岗位 招聘 稳岗 返岗 农民工 务工 持证"
        " 零就业家庭 职业介绍"
        " 零工 零工市场 零工驿站 劳务 劳务品牌 就业车间 帮扶车间 工匠 技师 高级工"
    ),
    # The old.
    "养老": (
        "养老 养老服务 养老服务中心 养老机构 养老床位 老年 老年人 老人 敬老院 适老 适老化 高龄"
        " 居家上门 助餐 长者 护理型床位 日间照料"
        " 老龄 失能 独居 空巢 高龄津贴 老年食堂 长者食堂 家庭养老床位 时间银行"
    ),
    # Insurance, relief, the weak.
    "社会保障": (
        "社保 社会保障 社会保险 社会保险费 保险费 养老保险 基本养老保险 医疗保险 基本医疗保险"
        " 医保 失业保险 失业保险费 工伤保险 工伤保险费 参保 参保率 低保 特困 救助 医疗救助"
        " 临时救助 残疾人 无障碍 困境儿童 留守儿童 孤儿 优抚 退役军人 抚恤 慰问 福利 法定人群"
        " 缓缴 工伤"
        " 养老金 辅助器具 辅具 流浪乞讨"
    ),
    # Culture, sport, reading, tourism for all.
    "文化体育": (
        "文化 文化合作社 文艺 文化活动 书房 书屋 图书馆 阅读 博物馆 体育 体育公园 健身 足球场"
        " 球场 运动场 全民健身 赛事 演出 文物 非遗 文明实践 文明实践站 文旅 旅游 景区"
        " 旅游示范基地 电影 遗址"
        " 戏曲 送戏 戏台 书吧 传承人 马拉松 龙舟赛 健身步道 多功能运动场 票价"
    ),
    # Villages and farming.
    "乡村农业": (
        "乡村 农村 农业 农民 农户 村庄 村集体 集中供水 集体经济 集体经济收入 村道 民宅 庭院"
        " 精品村 示范村 高标准农田 农田 耕地 种植 连片种植 养殖 大棚 采摘园 农庄 休闲农庄 粮食"
        " 生猪 蔬菜 畜牧 土地流转 流转土地 农产品 农机 农作物 脱贫 扶贫 监测群体 合作社 家庭农场"
        " 春耕 化肥 种子"
        " 油茶 茶园 高山茶 猕猴桃 稻虾 水产 中药材 药材 撂荒地 农家乐 民宿 农村户厕 和美乡村"
        " 美丽乡村 肉牛 渔船 空心房 保鲜库 冷藏保鲜库"
    ),
    # Government and city run on data.
    "数字治理": (
        "数字 数字化 智慧 信息化 政务 政务服务 一网通办 大数据 网上办 不见面 平台上线 网上协同"
        " 5g基站 5g 互联网 数据 线上 审批 办结 受理 办理"
        " 热线 自助终端 视频监控 监控 办件 高频事项 帮办代办"
    ),
    # Firms: money, projects, trade, taxes.
    "产业招商": (
        "产业 企业 招商 招商引资 投资 项目 工业 制造业 规上 规模以上 园区 产值 营业收入 增加值"
        " 生产总值 税收 纳税 增值税 所得税 税费 房产税 土地使用税 贷款 信贷 融资 贴息 利率 担保"
        " 担保费率 担保费 保费 金融 小微企业 中小企业 民营 市场主体 消费 零售 电商 商贸 外贸"
        " 进出口 出口 关税 科技 研发 专利 高新技术 创新 租金 电价 电费 气价 水费 复工 复产 产能"
        " 贷款额度 孵化器 楼宇 总部 展会 财政 专项资金 债券"
        " 专精特新 厂房 固定资产 亿元以上 开工率 游客 消费券"
    ),
    # Order, safety, community.
    "社会治理": (
        "社会治理 基层治理 社区 邻里中心 网格 网格员 平安 治安 安全 安全生产 消防 应急 信访 矛盾"
        " 调解 矛调 扫黑 警务 公安 司法 法律援助 公共法律 志愿者 志愿 志愿服务 自治 文明城市 城管"
        " 市场监管 食品安全 防灾 减灾 执法 举报"
        " 地质灾害 隐患 隐患点 避难场所 应急避难场所 水库 山塘 救援队 消防站 消火栓 防火 护林员"
        " 避险 报警器 充电端口 自建房"
    ),
}  # fmt: skip
CATEGORIES: Final = (*_WORDS, OTHER)

# These say what a commitment is about only where nothing else does.
_WIDE: Final = frozenset(
    "片区 市政 地块 街区 点位 开工建设 社区 安全 项目 企业 产业 数据 平台上线 线上 审批 办结 受理"
    " 办理 文化 健康 服务 岗位 投资 消费 财政 应急 防控 公园 物业 物业管理 管线 房租 福利".split()
)
_OF: Final = {word: category for category, words in _WORDS.items() for word in words.split()}
_WORD: Final = re.compile("|".join(sorted(_OF, key=lambda word: (-len(word), word))))


def category(*levels: str) -> str:
    """Return the category that the first of ``levels`` with a telling word names.

    Args:
        levels: Folded words about the commitment, the nearest first: its action and object,
            its quote, its sentence, the headings over it.
    """
    return next((named for words in levels if (named := _named(words))), OTHER)


def words_of(named: str) -> tuple[str, ...]:
    """Return the words that name things of a category."""
    return tuple(_WORDS[named].split())


@lru_cache(maxsize=4096)
def categories_of(thing: str) -> frozenset[str]:
    """Return the categories that the words of a thing counted name, the longest words first.

    Words of many kinds of things name none here.
    """
    found = (match.group() for match in _WORD.finditer(thing))
    return frozenset(_OF[word] for word in found if word not in _WIDE)


# A heading or a long sentence is looked at for each of its commitments.
@lru_cache(maxsize=64)
def _named(words: str) -> str | None:
    best: tuple[int, int] | None = None
    named = None
    at = 0
    while match := _WORD.search(words, at):
        at = match.start() + 1
        rank = (len(match.group()), match.start())
        if best is None or rank >= best:
            best, named = rank, _OF[match.group()]
    return named
