"""What is said of faults: of input, of files, and in problem documents."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
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
    "bad_input.category": {
        "zh": "没有“{category}”这个类别。可以用的类别：{allowed}。",
        "en": "There is no category “{category}”. The categories are: {allowed}.",
    },
    "bad_input.day": {
        "zh": "“{day}”不是有效的日期。请写成 2025-06-30，或不带年份的 06-30。",
        "en": "“{day}” is no date. Write it as 2025-06-30, or as 06-30 without a year.",
    },
    "bad_input.days": {
        "zh": "期限的起始日 {after} 晚于截止日 {before}，请调整。",
        "en": "The first day {after} is later than the last day {before}. Please change one.",
    },
    "bad_input.unreadable": {
        "zh": "筛选条件里有无法辨认的字符，请重新输入。",
        "en": "A filter holds characters that cannot be read. Please type it again.",
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
    "title.not_staff": {"zh": "需要工作人员身份", "en": "For staff only"},
    "title.origin": {"zh": "网站未获准", "en": "Site not admitted"},
    "title.visitor_token": {"zh": "访客凭证已失效", "en": "The visitor's token is void"},
    "title.staff_door_closed": {"zh": "管理功能未开启", "en": "The staff side is closed"},
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
    "bad_input.stale_page": {
        "zh": "页面停留太久，或登录已过期。请刷新页面后再操作一次。",
        "en": "The page is too old, or the session has ended. Please reload it and try again.",
    },
    "bad_input.no_clause": {"zh": "还没有选定条款。", "en": "No clause has been chosen."},
    "bad_input.too_many_clauses": {
        "zh": "选定的条款太多，最多 {most} 条。",
        "en": "Too many clauses have been chosen; {most} at most.",
    },
    "bad_input.clause_gone": {
        "zh": "选定的条款已经不在文件库里，请重新选择。",
        "en": "A clause chosen is no longer among the documents. Please choose again.",
    },
    "bad_input.not_in_clause": {
        "zh": "摘录的文字与条款 {clause} 的原文不一致，请逐字摘录。",
        "en": "The words are not those of clause {clause}. Please quote it to the letter.",
    },
    "bad_input.gate_objects": {
        "zh": "摘录没有通过核对，不能作为回答。请选取完整的句子。",
        "en": "The quote did not pass the check. Please choose whole sentences.",
    },
    "bad_input.no_wording": {
        "zh": "没有可以匹配的问法：问题里除个人信息外没有文字。",
        "en": "There is no wording to match: nothing is left beside personal data.",
    },
    "bad_input.too_many_curated": {
        "zh": "选定的回答太多了，请先删去一些。",
        "en": "There are too many chosen answers. Please delete some first.",
    },
    "bad_input.no_words": {
        "zh": "这条记录没有保留问题的文字，不能转为测试题。",
        "en": "The words of this question were not kept, so it cannot become a case.",
    },
    "bad_input.inbox_full": {
        "zh": "测试题收件箱已满，请先取走。",
        "en": "The inbox of cases is full. Please empty it first.",
    },
    "not_found.question": {
        "zh": "没有找到这条提问记录，可能已过保留期限。",
        "en": "There is no such question on record; it may have expired.",
    },
    "not_found.curated": {
        "zh": "没有找到这条选定的回答。",
        "en": "There is no such chosen answer.",
    },
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
    "not_found.answer": {
        "zh": "没有找到这条回答，评价未能提交。请重新提问后再评价。",
        "en": "There is no such answer to rate. Please ask again, then rate the new answer.",
    },
    "no_page": {"zh": "这个地址下没有内容。", "en": "There is nothing at this address."},
    "method": {
        "zh": "这个地址不接受 {method} 请求。",
        "en": "This address does not take {method} requests.",
    },
    "not_staff": {
        "zh": "这里只对工作人员开放，请出示正确的口令。",
        "en": "This is for staff only. Please show the right token.",
    },
    "origin": {
        "zh": "网站 {origin} 没有获准使用本服务。请部署者把它加入 TIAOWEN_ALLOWED_ORIGINS。",
        "en": "The site {origin} may not use this service. Whoever runs the service can add it to "
        "TIAOWEN_ALLOWED_ORIGINS.",
    },
    "visitor_token": {
        "zh": "访客凭证无效或已过期，请重新获取。",
        "en": "The visitor's token is void or has run out. Please fetch a new one.",
    },
    "staff_door_closed": {
        "zh": "管理功能没有开启：部署者尚未设置 TIAOWEN_STAFF_TOKEN。",
        "en": "The staff side is closed: TIAOWEN_STAFF_TOKEN is not set.",
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
}
