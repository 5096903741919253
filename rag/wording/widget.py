"""What the embedded widget says, and the page of a made-up town that shows it."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "widget.title": {"zh": "政策问答", "en": "Policy questions"},
    "widget.greeting": {
        "zh": "您好，请直接输入想了解的政策问题。回答只取自已收录的文件，并附上原文条款。",
        "en": "Hello. Ask about policy in your own words. Answers come only from the documents "
        "on file, each with the clause that proves it.",
    },
    "widget.close": {"zh": "关闭", "en": "Close"},
    "widget.anew": {"zh": "新的对话", "en": "New conversation"},
    "widget.more": {"zh": "另外 {count} 条依据", "en": "{count} more"},
    "widget.tools": {"zh": "对这个回答", "en": "This answer"},
    "widget.copy": {"zh": "复制回答和出处", "en": "Copy the answer with its sources"},
    "widget.copied": {"zh": "已复制", "en": "Copied"},
    "widget.not_copied": {"zh": "没能复制，请手动选取", "en": "Could not copy; please select it"},
    "widget.useful": {"zh": "有帮助", "en": "Helpful"},
    "widget.not_useful": {"zh": "没有帮助", "en": "Not helpful"},
    "widget.thanks": {"zh": "谢谢您的反馈", "en": "Thank you"},
    "widget.not_sent": {"zh": "反馈没能送出，请稍后再试", "en": "Not sent; please try later"},
    "widget.no_feedback": {"zh": "这里不收集反馈", "en": "Feedback is not collected here"},
    "widget.reason": {"zh": "哪里不好？（可不选）", "en": "What was wrong? (optional)"},
    "widget.reason.wrong": {"zh": "答非所问", "en": "Not what I asked"},
    "widget.reason.source": {"zh": "引用的条款不对", "en": "Wrong clause"},
    "widget.reason.old": {"zh": "内容过时", "en": "Out of date"},
    "widget.reason.unclear": {"zh": "看不明白", "en": "Hard to understand"},
    "widget.empty": {"zh": "请先输入问题。", "en": "Please type a question first."},
    "widget.too_long": {
        "zh": "问题太长了：请控制在 {limit} 个字以内（现在 {length} 个字）。",
        "en": "The question is too long: at most {limit} characters (it has {length}).",
    },
    "widget.offline": {
        "zh": "网络已断开。问题已保留，恢复连接后会自动重新提问。",
        "en": "You are offline. Your question is kept and will be asked again once you are back.",
    },
    "widget.reconnecting": {
        "zh": "连接中断，正在重新提问…",
        "en": "The connection broke. Asking again…",
    },
    "widget.dropped": {
        "zh": "暂时连不上服务。问题已保留，可以再问一次。",
        "en": "The service cannot be reached now. Your question is kept; you can ask again.",
    },
    "widget.again": {"zh": "再问一次", "en": "Ask again"},
    "widget.failed": {
        "zh": "没有得到完整的回答，请再问一次。",
        "en": "No whole answer arrived. Please ask again.",
    },
    "widget.site_refused": {
        "zh": "本网站尚未获准使用政策问答。网站管理员请联系服务部署者，将本站加入允许名单。",
        "en": "This website has not been admitted to the service. Webmaster: ask whoever runs the "
        "service to put this site on its allow-list.",
    },
    "widget.policy_refused": {
        "zh": "本网站的内容安全策略不允许连接问答服务。网站管理员请在 connect-src 中加入服务地址。",
        "en": "This website's content policy forbids the connection. Webmaster: add the service's "
        "address to connect-src.",
    },
    # the page that shows it
    "demo.banner": {
        "zh": "这是一个虚构的网站，用来展示右下角“政策问答”的嵌入效果。",
        "en": "This website is made up. It shows the embedded “Policy questions” at the lower "
        "right.",
    },
    "demo.site": {"zh": "青禾市政务公开网", "en": "Qinghe Town Hall"},
    "demo.motto": {"zh": "公开 · 便民 · 高效", "en": "Open, helpful, prompt"},
    "demo.skip": {"zh": "跳到正文", "en": "Skip to the text"},
    "demo.sections": {"zh": "栏目", "en": "Sections"},
    "demo.services": {"zh": "办事服务", "en": "Services"},
    "demo.news": {"zh": "政务动态", "en": "News"},
    "demo.documents": {"zh": "政策文件", "en": "Policy documents"},
    "demo.hero": {"zh": "办事找得到，政策看得懂", "en": "Find the service. Understand the policy."},
    "demo.hero_text": {
        "zh": "常用事项集中在这里。对政策有疑问，可以随时点开页面一角的“政策问答”，"
        "每个回答都能打开原文核对。",
        "en": "The matters people need most are gathered here. For questions about policy open "
        "“Policy questions” in the corner: every answer leads to the text it rests on.",
    },
    "demo.service.1": {"zh": "住房与租赁", "en": "Housing"},
    "demo.service.1.text": {
        "zh": "保障性住房申请、老旧小区改造进度查询",
        "en": "Apply for affordable homes; see how renovations proceed",
    },
    "demo.service.2": {"zh": "就业与创业", "en": "Work"},
    "demo.service.2.text": {
        "zh": "岗位信息、技能培训报名、创业服务",
        "en": "Vacancies, training courses, help for new businesses",
    },
    "demo.service.3": {"zh": "教育入学", "en": "Schools"},
    "demo.service.3.text": {
        "zh": "学区查询、入学登记、转学办理",
        "en": "Catchment areas, enrolment, changing schools",
    },
    "demo.service.4": {"zh": "医疗与养老", "en": "Health and care"},
    "demo.service.4.text": {
        "zh": "社区医疗、长者照护、医保服务",
        "en": "Community clinics, care for the elderly, insurance",
    },
    "demo.news.1": {
        "zh": "市民服务大厅延长周末开放时间",
        "en": "The service hall opens longer at weekends",
    },
    "demo.news.2": {
        "zh": "多个小区的加装电梯工程向居民征求意见",
        "en": "Residents are asked about lifts planned for several estates",
    },
    "demo.news.3": {
        "zh": "秋季技能培训班开始报名",
        "en": "Autumn training courses are open for enrolment",
    },
    "demo.news.4": {
        "zh": "滨河步道全线贯通，新增多处休息设施",
        "en": "The riverside path is complete, with more places to rest",
    },
    "demo.embed": {"zh": "一行代码即可嵌入", "en": "One line embeds it"},
    "demo.embed_text": {
        "zh": "在任何页面里加入下面这一行，右下角就会出现“政策问答”：",
        "en": "Add this line to any page, and “Policy questions” appears in its corner:",
    },
    "demo.footer": {
        "zh": "示例页面，网站名称与新闻均为虚构。",
        "en": "An example: the site's name and its news are made up.",
    },
}
