"""Every sentence shown or sent to a person, in Chinese and English.

A key names one sentence; ``say`` picks the language and fills in its values.
Documents' own words never stand here, and no other module spells a sentence.
"""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

_PAGE: Final[dict[str, dict[Language, str]]] = {
    # faults of input
    "bad_question.empty": {"zh": "请输入问题。", "en": "Please type a question."},
    "bad_question.too_long": {
        "zh": "问题太长了：请控制在 {limit} 个字以内（现在 {length} 个字）。",
        "en": "The question is too long: at most {limit} characters (it has {length}).",
    },
    "bad_question.unreadable": {
        "zh": "问题里没有可以辨认的文字，请用文字重新输入。",
        "en": "The question holds no readable words. Please type it again.",
    },
    "not_found": {"zh": "没有找到：{what}。", "en": "Not found: {what}."},
    "fault": {
        "zh": "服务出了故障，请稍后再试。请求编号 {request_id}。",
        "en": "Something went wrong here. Please try again later. Request {request_id}.",
    },
    # faults of a file
    "bad_document": {"zh": "文件 {name} 无法读取。", "en": "The file {name} cannot be read."},
    "bad_document.missing": {
        "zh": "没有找到文件或文件夹：{name}。",
        "en": "There is no such file or folder: {name}.",
    },
    "bad_document.unreadable": {
        "zh": "文件 {name} 无法打开，请检查它的权限。",
        "en": "The file {name} cannot be opened. Please check its permissions.",
    },
    "bad_document.too_large": {
        "zh": "文件 {name} 过大，请拆分后再导入。",
        "en": "The file {name} is too large. Please divide it.",
    },
    "bad_document.outside": {
        "zh": "文件 {name} 是指向文件夹之外的链接，没有导入。",
        "en": "The file {name} is a link that leads out of the folder.",
    },
    "bad_document.same_name": {
        "zh": "已经有另一个名为 {name} 的文件，请改名后再导入。",
        "en": "Another file is named {name} too. Please rename one of them.",
    },
    "unsupported_format": {
        "zh": "不支持文件 {name} 的格式；可以导入：{known}。",
        "en": "The format of {name} is not supported. Supported: {known}.",
    },
    "undecodable_text.binary": {
        "zh": "文件 {name} 不是文本文件。",
        "en": "The file {name} is not a text file.",
    },
    "undecodable_text.uncertain": {
        "zh": "无法确定文件 {name} 的文字编码，请另存为 UTF-8 后再导入。",
        "en": "The encoding of {name} is not certain. Please save it as UTF-8.",
    },
    "empty_document": {
        "zh": "文件 {name} 里没有文字。",
        "en": "There are no words in the file {name}.",
    },
    "configuration.manifest": {
        "zh": "文件说明有误：{what}。",
        "en": "The manifest is wrong: {what}.",
    },
    # what is said in place of an answer, and beside one
    "chat.greeting": {
        "zh": "您好，我是条问。请直接问政策文件里的内容，比如“{example}”；我会给出原文和出处。",
        "en": "Hello, this is Tiaowen. Ask about the policy documents, for example “{example}”; "
        "you get the words that answer and where they stand.",
    },
    "chat.thanks": {
        "zh": "不客气。还想了解什么，可以接着问。",
        "en": "You are welcome. Feel free to ask more.",
    },
    "chat.farewell": {"zh": "再见，欢迎随时再来问。", "en": "Goodbye, and come back any time."},
    "chat.ok": {"zh": "好的。还想了解什么，可以接着问。", "en": "Good. Feel free to ask more."},
    "chat.who": {
        "zh": "我是条问，只根据已收录的政策文件回答问题，每句话都附原文出处；"
        "文件里没有的，我会直接说没有。目前收录：{documents}。",
        "en": "This is Tiaowen. It answers from the policy documents it holds and nothing else, "
        "with the source of every sentence; what they do not say, it says they do not. "
        "Documents held: {documents}.",
    },
    "refused.errand": {
        "zh": "这个问题不属于政策文件的内容，我只能回答已收录文件里的事情。",
        "en": "This is not a matter of policy documents; only what they say can be answered here.",
    },
    "refused.injection": {
        "zh": "这句话里有对系统下的指令，没有执行。请直接提出您想了解的政策问题。",
        "en": "This holds orders to the system, which were not followed. "
        "Please just ask what you want to know of the documents.",
    },
    "refused.id_card": {
        "zh": "您的问题里像是有身份证号码。为保护您的信息，这句话没有保存也没有处理，请去掉号码后再问。",
        "en": "Your question seems to hold an identity card number. To protect you it was neither "
        "stored nor processed. Please ask again without it.",
    },
    "refused.mobile": {
        "zh": "您的问题里像是有手机号码。为保护您的信息，这句话没有保存也没有处理，请去掉号码后再问。",
        "en": "Your question seems to hold a telephone number. To protect you it was neither "
        "stored nor processed. Please ask again without it.",
    },
    "refused.bank_card": {
        "zh": "您的问题里像是有银行卡号。为保护您的信息，这句话没有保存也没有处理，请去掉号码后再问。",
        "en": "Your question seems to hold a bank card number. To protect you it was neither "
        "stored nor processed. Please ask again without it.",
    },
    "refused.no_basis": {
        "zh": "已收录的文件里没有找到能回答这个问题的内容。",
        "en": "The documents held here give no answer to this question.",
    },
    "refused.region": {
        "zh": "没有收录{places}的文件，无法回答。已收录的地区：{regions}。",
        "en": "No document about {places} is held here. Regions held: {regions}.",
    },
    "refused.year": {
        "zh": "已收录的文件里没有{years}年的内容，无法回答。",
        "en": "The documents held here say nothing about {years}.",
    },
    "refused.no_documents": {
        "zh": "还没有收录任何文件，暂时无法回答。",
        "en": "No document has been taken in yet, so nothing can be answered.",
    },
    "refused.handoff": {
        "zh": "可以拨打 {handoff} 咨询。",
        "en": "You can ask {handoff} instead.",
    },
    "refused.near": {
        "zh": "下面是最接近的条款，仅供参考。",
        "en": "The closest clauses are below, for reference only.",
    },
    "partial.missing": {
        "zh": "{regions}的文件没有给出这项内容。",
        "en": "The document of {regions} does not say.",
    },
    "answer.lead": {"zh": "", "en": "The document says, in Chinese:"},
    "answer.gap": {"zh": "", "en": " "},
    "answer.source": {"zh": "原文：", "en": "Source: "},
    "notice.draft": {
        "zh": "《{title}》是征求意见稿，不是正式生效的文件。",
        "en": "“{title}” is a draft for comment and not in force.",
    },
    "notice.superseded": {
        "zh": "《{title}》已被新的文件替代。",
        "en": "“{title}” has been superseded.",
    },
    "notice.repealed": {"zh": "《{title}》已经废止。", "en": "“{title}” has been repealed."},
    "notice.words_only": {
        "zh": "当前只按字词检索，换个说法可能找到更多。",
        "en": "Search is by words only at present; other wording may find more.",
    },
    "notice.pending": {
        "zh": "文件仍在处理（还有 {count} 段），目前的回答可能不全。",
        "en": "Documents are still being taken in ({count} passages to go); answers may be "
        "incomplete.",
    },
    "followup.topic": {
        "zh": "{region}在“{topic}”方面有哪些安排？",
        "en": "{region}在“{topic}”方面有哪些安排？",
    },
    "example.question": {
        "zh": "西工区今年要加装多少部电梯？",
        "en": "How many elevators will Xigong District install?",
    },
    # problem documents: a title for each kind of fault, and what happened
    "title.fault": {"zh": "服务故障", "en": "Fault in the service"},
    "title.bad_request": {"zh": "请求有误", "en": "Bad request"},
    "title.bad_input": {"zh": "提交的内容有误", "en": "Unusable input"},
    "title.bad_question": {"zh": "问题无法处理", "en": "The question cannot be taken"},
    "title.bad_fields": {"zh": "请求字段有误", "en": "Wrong fields"},
    "title.not_json": {"zh": "不是有效的 JSON", "en": "Not valid JSON"},
    "title.not_found": {"zh": "没有找到", "en": "Not found"},
    "title.no_page": {"zh": "没有这个地址", "en": "No such address"},
    "title.method": {"zh": "不支持的请求方法", "en": "Method not allowed"},
    "title.too_large": {"zh": "请求内容过大", "en": "The request is too large"},
    "title.media_type": {"zh": "不支持的内容类型", "en": "Unsupported content type"},
    "title.rate_limited": {"zh": "提问过于频繁", "en": "Too many requests"},
    "title.busy": {"zh": "服务繁忙", "en": "The service is busy"},
    "title.service": {"zh": "服务暂不可用", "en": "The service is not available"},
    "title.answer_timeout": {"zh": "回答超时", "en": "The answer took too long"},
    "title.closing": {"zh": "服务正在重启", "en": "The service is restarting"},
    "title.storage": {"zh": "资料库暂不可用", "en": "The document store is not available"},
    "title.embedding": {"zh": "检索暂不可用", "en": "Search is not available"},
    "title.not_ready": {"zh": "服务尚未就绪", "en": "The service is not ready"},
    "bad_question": {"zh": "这个问题无法处理。", "en": "This question cannot be taken."},
    "bad_input": {"zh": "提交的内容无法使用。", "en": "What was sent cannot be used."},
    "bad_request": {"zh": "这个请求无法处理。", "en": "This request cannot be handled."},
    "missing_fields": {"zh": "缺少字段：{fields}。", "en": "Missing fields: {fields}."},
    "unknown_fields": {"zh": "不认识的字段：{fields}。", "en": "Unknown fields: {fields}."},
    "bad_fields": {"zh": "取值不对的字段：{fields}。", "en": "Fields with wrong values: {fields}."},
    "not_json": {
        "zh": "请求内容不是有效的 JSON。",
        "en": "The body of the request is not valid JSON.",
    },
    "not_found.document": {"zh": "没有找到这份文件。", "en": "There is no such document."},
    "not_found.clause": {"zh": "没有找到这个条款。", "en": "There is no such clause."},
    "no_page": {"zh": "这个地址下没有内容。", "en": "There is nothing at this address."},
    "method": {
        "zh": "这个地址不接受 {method} 请求。",
        "en": "This address does not take {method} requests.",
    },
    "too_large": {
        "zh": "请求内容超过了允许的大小。",
        "en": "The body of the request is too large.",
    },
    "media_type": {
        "zh": "请用 application/json 提交。",
        "en": "Please send the body as application/json.",
    },
    "rate_limited": {
        "zh": "提问太频繁了，请在 {seconds} 秒后再试。",
        "en": "Too many questions. Please try again in {seconds} seconds.",
    },
    "busy": {
        "zh": "现在提问的人很多，请稍后再试。",
        "en": "Many people are asking right now. Please try again shortly.",
    },
    "service": {"zh": "服务暂时不可用，请稍后再试。", "en": "Please try again shortly."},
    "answer_timeout": {
        "zh": "回答用时过长，已停止。请稍后再试，或把问题问得更具体一些。",
        "en": "The answer took too long and was stopped. Please try again, or ask more precisely.",
    },
    "closing": {
        "zh": "服务正在重启，请稍后再问一次。",
        "en": "The service is restarting. Please ask again in a moment.",
    },
    "storage": {
        "zh": "资料库暂时无法使用，请稍后再试。请求编号 {request_id}。",
        "en": "The documents cannot be reached now. Please try again later. Request {request_id}.",
    },
    "embedding": {
        "zh": "检索暂时无法使用，请稍后再试。请求编号 {request_id}。",
        "en": "Search cannot be used now. Please try again later. Request {request_id}.",
    },
    "not_ready": {"zh": "现在还不能回答问题。", "en": "Questions cannot be answered now."},
    # legal standing of a document
    "status.in_force": {"zh": "现行有效", "en": "In force"},
    "status.draft": {"zh": "征求意见稿", "en": "Draft for comment"},
    "status.superseded": {"zh": "已被替代", "en": "Superseded"},
    "status.repealed": {"zh": "已废止", "en": "Repealed"},
    "status.unknown": {"zh": "效力状态未注明", "en": "Standing not stated"},
    # the reader page
    "reader.brand": {"zh": "条问", "en": "Tiaowen"},
    "reader.skip": {"zh": "跳到正文", "en": "Skip to the text"},
    "reader.tools": {"zh": "页面工具", "en": "Page tools"},
    "reader.ask": {"zh": "去提问", "en": "Ask a question"},
    "reader.other_language": {"zh": "English", "en": "中文"},
    "reader.contents": {"zh": "条款目录", "en": "Clauses"},
    "reader.preamble": {"zh": "（开头部分）", "en": "(Opening)"},
    "reader.permalink": {"zh": "{clause} 的固定链接", "en": "Permanent link to {clause}"},
    "reader.quote": {"zh": "引用的原文", "en": "Quoted words"},
    "reader.jump": {"zh": "跳到引用的原文 ↓", "en": "Go to the quoted words ↓"},
    "reader.region": {"zh": "地区", "en": "Area"},
    "reader.issuer": {"zh": "发文机关", "en": "Issued by"},
    "reader.status": {"zh": "效力状态", "en": "Standing"},
    "reader.issued_on": {"zh": "发文日期", "en": "Date of issue"},
    "reader.effective_on": {"zh": "施行日期", "en": "In force from"},
    "reader.expires_on": {"zh": "失效日期", "en": "In force until"},
    "reader.source": {"zh": "来源文件", "en": "Source file"},
    "reader.title_is_ours": {
        "zh": "原文没有标题，以上标题是本站所加的说明。",
        "en": "The text states no title; the one above is our description.",
    },
    "reader.banner.draft": {
        "zh": "这是公开征求意见的稿件，非正式生效文本，请以正式印发的文件为准。",
        "en": "This is a draft published for comment. It is not in force; "
        "only the text formally issued is.",
    },
    "reader.banner.superseded": {
        "zh": "这份文件已被新的文件替代，内容仅供查考。",
        "en": "A newer document has replaced this one; it is kept for reference only.",
    },
    "reader.banner.repealed": {
        "zh": "这份文件已经废止，内容仅供查考。",
        "en": "This document has been repealed; it is kept for reference only.",
    },
    "reader.lost": {
        "zh": "链接所指的位置在现在的文本里找不到，文件可能已经更新。以下是全文。",
        "en": "The place this link points to is not in the present text; "
        "the document may have been updated. The whole text follows.",
    },
    "reader.footer": {
        "zh": "文字按收录的文件原样显示。",
        "en": "The words are shown exactly as in the document on file.",
    },
    "reader.missing_title": {"zh": "没有找到这份文件", "en": "Document not found"},
    "reader.missing": {
        "zh": "它可能已被移除，或者链接有误。",
        "en": "It may have been removed, or the link may be wrong.",
    },
    # the front end
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
    "front.sample.1": {
        "zh": "西工区今年计划加装多少部电梯？",
        "en": "How many lifts does Xigong District plan to install?",
    },
    "front.sample.2": {
        "zh": "城东区高校毕业生就业率要达到多少？",
        "en": "What graduate employment rate does Chengdong District aim for?",
    },
    "front.sample.3": {
        "zh": "西工区保障性租赁住房什么时候筹集？",
        "en": "By when will Xigong District provide 1,000 affordable rental homes?",
    },
    "front.sample.4": {
        "zh": "城东区要改造多少个老旧小区？",
        "en": "How many old housing estates will Chengdong District renovate?",
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
    "front.new_tab": {"zh": "（在新标签页打开）", "en": "(opens in a new tab)"},
    "front.marker": {"zh": "依据 {marker}", "en": "Source {marker}"},
    "front.handoff": {
        "zh": "需要人工帮助，请拨打 {handoff}。",
        "en": "For help from a person, please call {handoff}.",
    },
    "front.followups": {"zh": "您可能还想问", "en": "You may also want to ask"},
    "front.generated": {
        "zh": "本回答由人工智能根据所引条款生成。",
        "en": "This answer was written by artificial intelligence from the clauses cited.",
    },
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
    # the command line
    "operator.data_directory_busy.process": {
        "zh": "数据目录 {path} 正被另一个进程使用（进程号 {pid}）。请等它结束，或先停止它。",
        "en": "The data folder {path} is in use by process {pid}. Wait for it to end, or stop it.",
    },
    "operator.data_directory_busy.server": {
        "zh": "数据目录 {path} 正被 {address} 的服务使用（进程号 {pid}）。"
        "请直接向该服务提问，或先停止它。",
        "en": "The data folder {path} is in use by the server at {address} (process {pid}). "
        "Ask that server over HTTP, or stop it first.",
    },
    "operator.catalog": {
        "zh": "资料库出错：{detail}。",
        "en": "The catalog failed: {detail}.",
    },
    "operator.search_index": {
        "zh": "索引出错：{detail}。可运行 tiaowen doctor --repair 重建。",
        "en": "The index failed: {detail}. Run tiaowen doctor --repair to build it anew.",
    },
    "operator.storage": {
        "zh": "数据目录无法使用：{detail}。",
        "en": "The data folder cannot be used: {detail}.",
    },
    "operator.configuration": {
        "zh": "设置有误：{detail}。",
        "en": "A setting is wrong: {detail}.",
    },
    "operator.embedding": {
        "zh": "向量模型出错：{detail}。",
        "en": "The embedding model failed: {detail}.",
    },
    "operator.fault": {"zh": "出错了：{detail}。", "en": "Failed: {detail}."},
    "operator.unexpected": {
        "zh": "程序出错（{kind}）：{detail}。加上 --debug 可查看详情。",
        "en": "An unexpected error ({kind}): {detail}. Add --debug to see where.",
    },
    "operator.port_taken": {
        "zh": "端口 {port} 无法在 {host} 上使用：{detail}。请停止占用它的程序，"
        "或用 TIAOWEN_PORT 换一个端口。",
        "en": "Port {port} cannot be used at {host}: {detail}. Stop the program that holds it, "
        "or choose another with TIAOWEN_PORT.",
    },
    "operator.no_eval": {
        "zh": "这里没有安装评测程序，请在源代码目录下运行。",
        "en": "The evaluation is not installed here. Run it from the source folder.",
    },
    "operator.serving": {
        "zh": "问答页面：{address}　接口说明：{address}/docs　按 Ctrl+C 停止。",
        "en": "Ask at {address}, interface at {address}/docs. Press Ctrl+C to stop.",
    },
    "operator.loading": {"zh": "正在打开资料库…", "en": "Opening the documents…"},
    "operator.ingest.new": {
        "zh": "新增　{source}（{passages} 段）",
        "en": "new        {source} ({passages} passages)",
    },
    "operator.ingest.changed": {
        "zh": "更新　{source}（{passages} 段）",
        "en": "changed    {source} ({passages} passages)",
    },
    "operator.ingest.refused": {
        "zh": "拒绝　{source}：{reason}",
        "en": "refused    {source}: {reason}",
    },
    "operator.ingest.summary": {
        "zh": "新增 {new}，更新 {changed}，未变 {unchanged}，拒绝 {refused}；"
        "共 {passages} 段，用时 {seconds:.1f} 秒。",
        "en": "{new} new, {changed} changed, {unchanged} unchanged, {refused} refused; "
        "{passages} passages, {seconds:.1f} seconds.",
    },
    "operator.ingest.passed_over": {
        "zh": "另有 {count} 个其他格式的文件没有读取：{names}",
        "en": "{count} files of other formats were not read: {names}",
    },
    "operator.ingest.pending": {
        "zh": "还有 {pending} 段没有向量，暂时只按字词检索；再次运行会继续。",
        "en": "{pending} passages have no vector yet and are found by words alone; "
        "run this again to go on.",
    },
    "operator.problem": {"zh": "问题：{problem}", "en": "problem: {problem}"},
    "operator.stage.read": {"zh": "读取文件", "en": "reading files"},
    "operator.stage.index": {"zh": "建立索引", "en": "indexing"},
    "operator.stage.embed": {"zh": "计算向量", "en": "embedding"},
    "operator.source": {
        "zh": "[{marker}] 《{title}》〔{standing}〕{path} {heading}",
        "en": "[{marker}] {title} ({standing}) {path} {heading}",
    },
    "operator.near": {
        "zh": "相近条款（仅供参考）：",
        "en": "Nearest clauses (for reference only):",
    },
    "operator.hit": {
        "zh": "{rank}. 《{title}》{path}　{score:.3f}",
        "en": "{rank}. {title} {path}  {score:.3f}",
    },
    "operator.no_hits": {"zh": "没有找到相关内容。", "en": "Nothing was found."},
    "operator.no_documents": {
        "zh": "还没有收录文件。用 tiaowen ingest 文件夹 来导入。",
        "en": "There are no documents yet. Take some in with: tiaowen ingest FOLDER",
    },
    "operator.document": {
        "zh": "{id}　{title}〔{standing}〕{source}：{clauses} 条，{passages} 段，{characters} 字",
        "en": "{id}  {title} ({standing}) {source}: {clauses} clauses, {passages} passages, "
        "{characters} characters",
    },
    "operator.doctor.catalog": {
        "zh": "资料库：{documents} 份文件，{passages} 段",
        "en": "catalog: {documents} documents, {passages} passages",
    },
    "operator.doctor.damaged": {
        "zh": "资料库文件损坏：{detail}。请从备份恢复。",
        "en": "the catalog's file is damaged: {detail}. Restore it from a backup.",
    },
    "operator.doctor.words": {
        "zh": "字词索引：{lost} 段按自己的字词找不到",
        "en": "words: {lost} passages are not found by their own words",
    },
    "operator.doctor.vectors": {
        "zh": "向量索引：{vectors} 段，{lost} 段按自己的向量找不到，{pending} 段尚无向量",
        "en": "vectors: {vectors} passages, {lost} not found by their own vector, "
        "{pending} without one yet",
    },
    "operator.doctor.encoder": {"zh": "向量模型：{name}", "en": "embedding model: {name}"},
    "operator.doctor.no_encoder": {
        "zh": "没有向量模型，只按字词检索",
        "en": "no embedding model: words alone are searched",
    },
    "operator.doctor.repaired": {
        "zh": "发现损坏，已重建：{repair}",
        "en": "found damaged, and built anew: {repair}",
    },
    "operator.doctor.sound": {"zh": "一切正常。", "en": "All is well."},
    "operator.doctor.unsound": {
        "zh": "有问题。运行 tiaowen doctor --repair 修复。",
        "en": "Something is wrong. Run tiaowen doctor --repair.",
    },
}


def say(key: str, language: Language = "zh", /, **values: object) -> str:
    """Return the sentence ``key`` in ``language`` with ``values`` filled in.

    Raises:
        KeyError: There is no such sentence, or a value is missing.
    """
    return _PAGE[key][language].format(**values)


def keys() -> frozenset[str]:
    """Return every key of the page, for the test that finds unused or missing ones."""
    return frozenset(_PAGE)
