"""What stands on the front end."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "front.brand": {"zh": "条问", "en": "Tiaowen"},
    "front.title": {
        "zh": "条问 · 政策文件问答",
        "en": "Tiaowen · policy documents, answered by the clause",
    },
    "front.tagline": {
        "zh": "问政策，看条款",
        "en": "Ask about policy, see the clause",
    },
    "front.other_language": {"zh": "English", "en": "中文"},
    "front.intro_title": {"zh": "您想了解什么？", "en": "What would you like to know?"},
    "front.intro": {
        "zh": "回答只取自已收录的文件，每句话都附上原文条款；找不到依据时会如实告诉您。",
        "en": "Answers come only from the documents on file, each with the clause that proves it. "
        "Where they hold no basis, you are told so.",
    },
    "front.documents": {"zh": "已收录的文件", "en": "Documents on file"},
    "front.no_documents": {
        "zh": "还没有收录任何文件，暂时无法回答问题。",
        "en": "No documents are on file yet, so no question can be answered.",
    },
    "front.samples": {"zh": "试试这样问", "en": "Try asking"},
    "front.samples.citizen": {"zh": "办事群众常问", "en": "Residents ask"},
    "front.samples.official": {"zh": "工作人员常问", "en": "Officials ask"},
    "front.sample.citizen.1": {
        "zh": "西工区今年计划加装多少部电梯？",
        "en": "How many lifts does Xigong District plan to install?",
    },
    "front.sample.citizen.2": {
        "zh": "城东区高校毕业生就业率要达到多少？",
        "en": "What graduate employment rate does Chengdong District aim for?",
    },
    "front.sample.citizen.3": {
        "zh": "西工区保障性租赁住房什么时候筹集？",
        "en": "By when will Xigong District provide 1,000 affordable rental homes?",
    },
    "front.sample.official.1": {
        "zh": "西工区和城东区今年的就业目标有哪些？",
        "en": "List the employment targets of Xigong and Chengdong.",
    },
    "front.sample.official.2": {
        "zh": "西工区6月底前要完成哪些任务？",
        "en": "What must Xigong District complete by the end of June?",
    },
    "front.sample.official.3": {
        "zh": "城东区有哪些百分比指标？",
        "en": "Which percentage targets does Chengdong District set?",
    },
    "front.sample.any.citizen": {
        "zh": "{region}有哪些住房方面的安排？",
        "en": "{region}有哪些住房方面的安排？",
    },
    "front.sample.any.official": {
        "zh": "{region}有哪些带期限的任务？",
        "en": "{region}有哪些带期限的任务？",
    },
    "front.question": {"zh": "您的问题", "en": "Your question"},
    "front.placeholder": {"zh": "输入您的问题", "en": "Type your question"},
    "front.ask": {"zh": "提问", "en": "Ask"},
    "front.stop": {"zh": "停止", "en": "Stop"},
    "front.clear": {"zh": "清空", "en": "Clear"},
    "front.conversation": {"zh": "问答记录", "en": "Conversation"},
    "front.you": {"zh": "您问", "en": "You asked"},
    "front.citations": {"zh": "依据条款", "en": "Supporting clauses"},
    "front.near": {"zh": "相近条款，仅供参考", "en": "Nearest clauses, for reference only"},
    "front.near_note": {
        "zh": "以下条款与问题接近，但不能作为回答的依据。",
        "en": "These clauses are close to the question but do not support an answer.",
    },
    "front.open": {"zh": "查看原文", "en": "Read in the document"},
    "front.page": {"zh": "第{page}页", "en": "page {page}"},
    "front.scanned": {"zh": "由扫描件识别", "en": "recognised from a scan"},
    "front.new_tab": {"zh": "（在新标签页打开）", "en": "(opens in a new tab)"},
    "front.marker": {"zh": "依据 {marker}", "en": "Source {marker}"},
    "front.handoff": {
        "zh": "需要人工帮助，请拨打 {handoff}。",
        "en": "For help from a person, please call {handoff}.",
    },
    "front.followups": {"zh": "您可能还想问", "en": "You may also want to ask"},
    "front.stage.understand": {"zh": "正在理解问题…", "en": "Reading the question…"},
    "front.stage.retrieve": {"zh": "正在查找条款…", "en": "Looking for clauses…"},
    "front.stage.compose": {"zh": "正在组织回答…", "en": "Writing the answer…"},
    "front.stage.verify": {"zh": "正在核对原文…", "en": "Checking against the text…"},
    "front.stage": {"zh": "正在处理…", "en": "Working…"},
    "front.outcome.partial": {"zh": "部分回答", "en": "Partly answered"},
    "front.outcome.needs_clarification": {"zh": "需要补充信息", "en": "More detail needed"},
    "front.outcome.refused_no_basis": {"zh": "没有找到依据", "en": "No basis found"},
    "front.outcome.refused_out_of_scope": {"zh": "不在服务范围", "en": "Out of scope"},
    "front.outcome.refused_unsafe": {"zh": "不能处理", "en": "Cannot be handled"},
    "front.failed": {"zh": "没有成功", "en": "That did not work"},
    "front.stopped": {"zh": "已停止。", "en": "Stopped."},
    "front.footer": {
        "zh": "回答由程序摘自收录文件，仅供参考，请以正式文件为准。请勿输入身份证号等个人信息。",
        "en": "Answers are taken from the documents on file for reference only; the official text "
        "prevails. Please do not enter personal data such as identity numbers.",
    },
    "front.no_script": {
        "zh": "提问需要浏览器启用 JavaScript。文件原文无需脚本即可阅读。",
        "en": "Asking needs JavaScript. The documents can be read without it.",
    },
    # reading an answer
    "front.skip": {"zh": "跳到提问框", "en": "Skip to the question box"},
    "front.back": {"zh": "回到正文中的引用 {marker}", "en": "Back to {marker} in the answer"},
    "front.rows": {"zh": "任务指标", "en": "Commitments"},
    "front.rows.words": {"zh": "文件里的任务", "en": "What the document says"},
    "front.rows.value": {"zh": "指标", "en": "Figure"},
    "front.rows.deadline": {"zh": "期限", "en": "Deadline"},
    "front.rows.source": {"zh": "依据", "en": "Source"},
    "front.steps": {"zh": "处理步骤", "en": "Steps"},
    "front.done": {"zh": "回答完毕。", "en": "Answer complete."},
    # the tools of an answer
    "front.copy": {"zh": "复制回答和出处", "en": "Copy with sources"},
    "front.copied": {"zh": "已复制", "en": "Copied"},
    "front.not_copied": {"zh": "没有复制成功", "en": "Could not copy"},
    "front.useful": {"zh": "这个回答有用吗？", "en": "Was this useful?"},
    "front.up": {"zh": "有用", "en": "Useful"},
    "front.down": {"zh": "没用", "en": "Not useful"},
    "front.rated": {"zh": "谢谢，已收到您的评价。", "en": "Thank you, your rating is in."},
    "front.not_rated": {
        "zh": "评价没有送出，请稍后再试。",
        "en": "Your rating was not sent. Please try again later.",
    },
    "front.reason": {"zh": "哪里不好？", "en": "What was wrong?"},
    "front.reason.wrong": {"zh": "内容不准确", "en": "Not accurate"},
    "front.reason.partial": {"zh": "内容不完整", "en": "Not complete"},
    "front.reason.beside": {"zh": "答非所问", "en": "Beside the question"},
    "front.reason.unclear": {"zh": "看不明白", "en": "Hard to understand"},
    "front.reason.missing": {"zh": "应该有答案却没答", "en": "There should be an answer"},
    "front.comment": {
        "zh": "补充说明（选填，请勿填写个人信息）",
        "en": "Anything to add (optional; no personal data please)",
    },
    "front.send": {"zh": "提交评价", "en": "Send"},
    "front.cancel": {"zh": "取消", "en": "Cancel"},
    # the tools of the conversation
    "front.export.md": {"zh": "导出 Markdown", "en": "Save as Markdown"},
    "front.export.docx": {"zh": "导出 Word", "en": "Save as Word"},
    "front.theme": {"zh": "切换深浅色", "en": "Switch light and dark"},
    "front.scope": {"zh": "查询范围", "en": "Search in"},
    "front.scope.all": {"zh": "全部文件", "en": "all documents"},
    "front.scope.region": {"zh": "地区", "en": "Area"},
    "front.scope.document": {"zh": "文件", "en": "Document"},
    "front.scope.category": {"zh": "任务类别", "en": "Category"},
    "front.scope.any": {"zh": "不限", "en": "Any"},
    "front.scope.reset": {"zh": "恢复为全部", "en": "Reset"},
    # when the line breaks
    "front.lost": {
        "zh": "连接中断，回答没有完成",
        "en": "Connection lost before the answer was done",
    },
    "front.lost.hint": {
        "zh": "您的问题还在下面的输入框里。正在等待连接恢复…",
        "en": "Your question is still in the box below. Waiting for the connection…",
    },
    "front.lost.back": {
        "zh": "连接已恢复，可以重新提问。",
        "en": "The connection is back. You can ask again.",
    },
    "front.retry": {"zh": "重新提问", "en": "Ask again"},
}
