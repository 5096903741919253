"""The words of official prose that say what is done, and how."""

from __future__ import annotations

import re
from typing import Final

# Verbs that begin, end or widen work on things, and may stand together: 新建改建, 建成投用.
WORK: Final = (
    "新改扩建 改扩建 新建 改建 扩建 续建 重建 筹建 筹集 创建 兴建 建成 建设 建立 建好 建造 共建"
    " 打造 构建 搭建 改造 提升 完善 优化 整治 治理 更新 升级 提标 修缮 修复 修编 修建 修订 维修"
    " 翻新 投用 投产 投入使用 交付 开工 完工 竣工 封顶 启动 运营 运行 开业 开放 开通 通车 上线"
    " 挂牌 验收 收尾 绿化 美化 亮化 清淤 疏浚 拓宽 贯通 打通 安装 加装 增设 设立 设置 配备 配置"
    " 配建 铺设 敷设 架设 整合 盘活 改革 拆除 拆迁 征迁 搬迁 安置 回迁 腾退 征收 收储 流转 清理"
    " 清运 清零 化解 淘汰 关停 关闭 复工 复产 达产 达标"
)
# All others; those of one sign count only where no longer word starts with them.
OTHER: Final = (
    "完成 实现 实施 落实 开展 推进 推动 推广 推行 推出 组织 举办 承办 开办 新增 增加 增长 增收"
    " 增值 增发 增派 扩大 扩增 扩容 提高 提供 提前 培育 培养 培训 培优 孵化 引进 引育 引导 引入"
    " 招引 招聘 招录 招收 招商 招用 招生 扩招 吸引 吸纳 发展 壮大 做强 做优 做好 抓好 巩固 保持"
    " 稳定 维持 控制 压减 缩小 收窄 压缩 压降 降低 降至 降到 下降 减少 减收 减轻 减免 减征 减半"
    " 减按 减负 免征 免收 免除 免交 免缴 缓缴 缓征 缓交 延缴 延长 延期 延至 延迟 延后 延缓 放宽"
    " 顺延 推迟 暂缓 暂退 展期 安排 发放 发行 拨付 下达 下拨 补助 补贴 补偿 奖补 奖励 资助 给予"
    " 支持 贴息"
    " 返还 退还 退税 兑现 支付 下浮 上浮 下调 上调 调整 调高 调低 收取 缴纳 缴存 补缴 补交 申报"
    " 申请 申领 享受 领取 办理 办结 办好 办成 补办 受理 答复 反馈 审核 审批 审查 审结 公示 公布"
    " 公开 报送 上报 报告 提交 备案 制定 制订 编制 出台 印发 发布 出具 解决 转移就业 就业 转移"
    " 帮扶 救助 认定 评选 遴选 选派 选树 选聘 派驻 派出 投放 投入 投资 融资 放贷 募集 筹措 达到"
    " 达成 签约 落地 入驻 接入 覆盖 普及 通过 串联 形成 集聚 储备 预留 收购 供应 供给 调集 保障"
    " 输出 生产 销售 采购 购置 购买 种植 播种 造林 栽植 栽种 补植 养殖 出栏 灌溉 回收 利用 隔离"
    " 观察 测量 监测 检测 消毒 巡查 检查 抽查 抽取 排查 核实 核查 调查 走访 探访 回访 上门 建档"
    " 保留 保存 保管 恢复 取得 突破 跻身 进入 列入 纳入 缩短 缩减 节约 节能 替代 消除 消灭 削减"
    " 调动 动员 服务 惠及 受益 带动 拉动 撬动 参加 参与 聘用 录用 录取 结对 签订 安放 停放 存放"
    " 通风 确定 核定 执行 实行 转型 疏解 划定 限额 负担 承担 提出 作出 做出 允许 清偿 偿还 超过"
    " 不少于 不低于 不超过 不高于 达 占 补 奖 建 创 评 设 增 减 免 报"
)
# Verbs that the dictionary of the tagger holds as other words.
TAKEN_FOR_OTHERS: Final = frozenset(
    "布局 布点 培树 织密 谋划 加密 配齐 净化 硬化 彩化 提质 植绿 植树 补种 联通 激活 扮靓"
    " 命名 收治 编印".split()
)
# What these go on to is another word: 建筑, 补充, 设施, 减税.
NOT_AFTER_ONE: Final = (
    "[筑档制议言材党军充贴偿考新业意伤造选论估价审施备计想值强速幅量税负费疫告道刊名标比用]"
)
# Those that say what is given, and so govern their phrase wherever they stand.
GRANTING: Final = frozenset(
    "给予 返还 发放 拨付 下达 减免 减征 免征 免收 免除 延长 延缓 缓缴 降低 下调 下浮 提高"
    " 补助 补贴 奖励 安排 设立 支持".split()
)
# Those that take any object, and so govern phrases with other words of doing: 完成A,B转移就业.
GENERIC: Final = frozenset(
    "完成 实现 推进 推动 确保 力争 争取 保证 加快 开展 组织 落实 实施".split()
)
# Those that as well stand first in a noun: 就业人员, 培训机构.
HALF_NOUNS: Final = frozenset(
    "监测 检测 就业 培训 补助 补贴 补偿 奖励 隔离 观察 服务 申报 申请 生产 销售 供应 保障"
    " 收购 储备 报告 审批 受理 参加 投资 融资 救助 检查 巡查 调查 安置 招聘 采购 运营 备案"
    " 缴纳 种植 养殖 覆盖 运行 控制 保存 保管 治理 支持 投放 增值 保证 改革".split()
)
# Words by which a phrase promises.
MODAL: Final = "确保 力争 争取 力求 保证 保持 务必 加快 加大 加强 努力 计划 拟"
# What may stand between a phrase's start and its verb.
ADVERBS: Final = (
    "同时 其中 全部 并且 并 且 再 还 又 也 另 另外 此外 以及 和 及 将 要 应 应当 须 必须 需 需要 可"
    " 可以 均 都 共 总共 一共 合计 分别 至少 最少 力争 确保 保证 争取 务必 计划 拟 力求 努力"
    " 原则上 下一步 接下来 今后 积极 大力 全面 全力 我区 我市 我县 我省 我镇 全区 全市 全县 全省"
    " 全镇 各区 各县 各地 扎实 深入 持续 继续 进一步 稳步 有序 有力 有效 切实 认真 坚决 严格"
    " 高标准 高质量 高水平 高效 高起点 着力 统筹 因地制宜 同步 逐步 逐年 分批 分期 分类 一次性"
    " 系统 率先 适时 按期 如期 按时 及时 接续 强力 一体 重点 联合 科学 合理 精心 精准 创新 加快"
    " 加大 加强 剩余 每年 年均 每月 每天 每日 每周 每季度 每人 每户 每家 在 于 到 至 自 从"
)


def alternatives(words: str) -> str:
    """Return the pattern that matches any of ``words``, the longest first."""
    ordered = sorted(set(words.split()), key=lambda word: (-len(word), word))
    return "|".join(
        re.escape(word) + (f"(?!{NOT_AFTER_ONE})" if len(word) == 1 else "") for word in ordered
    )
