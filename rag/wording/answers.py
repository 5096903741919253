"""What is said in place of an answer, and beside one."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
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
        "文件里没有的，我会直接说没有。目前收录的地区：{regions}。",
        "en": "This is Tiaowen. It answers from the policy documents it holds and nothing else, "
        "with the source of every sentence; what they do not say, it says they do not. "
        "Regions held: {regions}.",
    },
    "chat.unclear": {
        "zh": "这个问题还缺一点：请说清楚想了解哪件事，比如“{example}”。",
        "en": "Please say what you want to know about, for example “{example}”.",
    },
    "chat.no_regions": {"zh": "未注明", "en": "not stated"},
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
        "zh": "您的问题里像是有身份证号码。为保护您的信息，"
        "这句话没有保存也没有处理，请去掉号码后再问。",
        "en": "Your question seems to hold an identity card number. To protect you it was neither "
        "stored nor processed. Please ask again without it.",
    },
    "refused.mobile": {
        "zh": "您的问题里像是有手机号码。为保护您的信息，"
        "这句话没有保存也没有处理，请去掉号码后再问。",
        "en": "Your question seems to hold a telephone number. To protect you it was neither "
        "stored nor processed. Please ask again without it.",
    },
    "refused.bank_card": {
        "zh": "您的问题里像是有银行卡号。为保护您的信息，"
        "这句话没有保存也没有处理，请去掉号码后再问。",
        "en": "Your question seems to hold a bank card number. To protect you it was neither "
        "stored nor processed. Please ask again without it.",
    },
    "refused.no_basis": {
        "zh": "已收录的文件里没有找到能回答这个问题的内容。",
        "en": "The documents held here give no answer to this question.",
    },
    "refused.figure": {
        "zh": "收录的文件谈到了相关内容，但没有给出所问的数字。",
        "en": "The documents held here speak of this, but do not give the figure asked for.",
    },
    "refused.date": {
        "zh": "收录的文件谈到了相关内容，但没有写明时间。",
        "en": "The documents held here speak of this, but name no date or time limit.",
    },
    "refused.absent": {
        "zh": "最接近的文件里没有提到“{thing}”，无法回答。",
        "en": "The closest documents do not speak of “{thing}”, so this cannot be answered.",
    },
    "refused.past": {
        "zh": "收录的文件谈到了相关内容，但没有写往年的情况。",
        "en": "The documents held here speak of this, but not of past years.",
    },
    "refused.keeper": {
        "zh": "收录的文件谈到了相关内容，但没有写明由谁负责。",
        "en": "The documents held here speak of this, but do not say who is in charge.",
    },
    "refused.parts": {
        "zh": "收录的文件提到了这个说法，但没有写出具体是哪些。",
        "en": "The documents held here name this, but do not say what it is made of.",
    },
    "refused.side": {
        "zh": "收录的文件谈到了相关内容，但说的是另一处。",
        "en": "The documents held here speak of another one of these.",
    },
    "refused.share": {
        "zh": "收录的文件只写了合在一起的数，没有分开写。",
        "en": "The documents held here give one figure for several things together.",
    },
    "refused.thing": {
        "zh": "最接近的文件里没有写到所问的事物，无法回答。",
        "en": "The nearest documents say nothing of what was asked about.",
    },
    "refused.aspect": {
        "zh": "收录的文件谈到了相关内容，但没有写所问的这一点。",
        "en": "The documents held here speak of this, but not of the point asked about.",
    },
    "refused.deed": {
        "zh": "收录的文件谈到了相关内容，但没有写所问的这件事办多少。",
        "en": "The documents held here speak of this, but do not count what was asked about.",
    },
    "refused.age": {
        "zh": "收录的文件谈到了相关内容，但说的是别的年龄。",
        "en": "The documents held here speak of this, but for other ages.",
    },
    "refused.kind": {
        "zh": "收录的文件谈到了相关内容，但没有写出所问的名称。",
        "en": "The documents held here speak of this, but do not name what was asked for.",
    },
    "refused.place": {
        "zh": "收录的文件谈到了相关内容，但没有写明地点。",
        "en": "The documents held here speak of this, but name no place or address.",
    },
    "refused.procedure": {
        "zh": "收录的文件谈到了相关内容，但没有写明怎样办理。",
        "en": "The documents held here speak of this, but do not say how to apply.",
    },
    "refused.no_more": {
        "zh": "刚才引用的地方已经全部给出，没有找到更多相关内容。",
        "en": "All that stands where the last answer quoted has been shown; "
        "nothing more was found.",
    },
    "refused.term": {
        "zh": "收录的文件里没有所问的这个说法。",
        "en": "The documents held here do not use the term asked about.",
    },
    "refused.region": {
        "zh": "没有收录{places}的文件，无法回答。已收录的地区：{regions}。",
        "en": "No document about {places} is held here. Regions held: {regions}.",
    },
    "refused.region_alike": {
        "zh": "没有收录{places}的文件。您要问的是不是{regions}？如果是，请用这个名称再问一次。",
        "en": "No document about {places} is held here. Did you mean {regions}? "
        "If so, please ask again with that name.",
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
        "zh": "{regions}的文件里没有找到这项内容。",
        "en": "Nothing on this was found in the documents of {regions}.",
    },
    "answer.lead": {"zh": "", "en": "The document says, in Chinese:"},
    "answer.gap": {"zh": "", "en": " "},
    "answer.source": {"zh": "原文：", "en": "Source: "},
    "notice.curated": {
        "zh": "这条回答由工作人员从原文中选定。",
        "en": "Staff have chosen these words of the documents for this question.",
    },
    "notice.draft": {
        "zh": "“{title}”是征求意见稿，不是正式生效的文件。",
        "en": "“{title}” is a draft for comment and not in force.",
    },
    "notice.superseded": {
        "zh": "“{title}”已被新的文件替代。",
        "en": "“{title}” has been superseded.",
    },
    "notice.expired": {
        "zh": "“{title}”的有效期到{day}为止，已经过期。",
        "en": "“{title}” was in force until {day} and has expired.",
    },
    "notice.not_yet": {
        "zh": "“{title}”自{day}起施行，现在还没有生效。",
        "en": "“{title}” takes effect on {day} and is not in force yet.",
    },
    "notice.lapsed_only": {
        "zh": "现行文件里没有答案；“{title}”谈到过，但它已不再有效，不能作为依据。",
        "en": "Nothing in force answers this. “{title}” did, but no longer holds.",
    },
    "notice.repealed": {"zh": "“{title}”已经废止。", "en": "“{title}” has been repealed."},
    "notice.scanned": {
        "zh": "“{title}”的引文由扫描件识别，可能有错字，数字请与原件核对。",
        "en": "The quote from “{title}” was recognised from a scan; "
        "compare its figures with the original.",
    },
    "notice.other_year": {
        "zh": "您问的是“{year}”，引文没有提到“{year}”，请先核对它说的是哪一年。",
        "en": "You asked about “{year}”; the words quoted do not say so. Check which year they "
        "are about.",
    },
    "notice.unconfirmed": {
        "zh": "引文里没有您说的“{said}”，请以引文为准。",
        "en": "The words quoted do not say “{said}”; go by what they say.",
    },
    "notice.undated": {
        "zh": "引文所在的句子没有写明时间。",
        "en": "The sentences quoted do not say when.",
    },
    "notice.words_only": {
        "zh": "当前只按字词检索，换个说法可能找到更多。",
        "en": "Search is by words only at present; other wording may find more.",
    },
    "notice.pending": {
        "zh": "文件仍在处理（还有 {count} 段），目前的回答可能不全。",
        "en": "Documents are still being taken in ({count} passages to go); answers may be "
        "incomplete.",
    },
    "notice.generated": {
        "zh": "本回答含人工智能生成的内容；每句话都已与所引条款核对，请以原文为准。",
        "en": "Parts of this answer were written by artificial intelligence. Every sentence was "
        "checked against the clause it cites; the clause prevails.",
    },
    "notice.no_model": {
        "zh": "没有配置语言模型，以下是文件原文。",
        "en": "No language model is set up; these are the documents' own words.",
    },
    "notice.model.unproved": {
        "zh": "语言模型的草稿没有通过核对，以下是文件原文。",
        "en": "The language model's draft was not proved; these are the documents' own words.",
    },
    "notice.model.unreachable": {
        "zh": "语言模型连接不上，以下是文件原文。",
        "en": "The language model cannot be reached; these are the documents' own words.",
    },
    "notice.model.slow": {
        "zh": "语言模型没有及时作答，以下是文件原文。",
        "en": "The language model was too slow; these are the documents' own words.",
    },
    "notice.model.limited": {
        "zh": "语言模型的调用次数已达上限，以下是文件原文。",
        "en": "The language model takes no more calls now; these are the documents' own words.",
    },
    "notice.model.faulty": {
        "zh": "语言模型出了故障，以下是文件原文。",
        "en": "The language model failed; these are the documents' own words.",
    },
    "notice.model.refused": {
        "zh": "语言模型拒绝了请求，以下是文件原文。",
        "en": "The language model refused the request; these are the documents' own words.",
    },
    "notice.model.garbled": {
        "zh": "语言模型的回复无法辨认，以下是文件原文。",
        "en": "The language model's reply cannot be read; these are the documents' own words.",
    },
    "notice.model.cut": {
        "zh": "语言模型的回复中断了，以下是文件原文。",
        "en": "The language model's reply broke off; these are the documents' own words.",
    },
    "notice.model.resting": {
        "zh": "语言模型近期故障较多，暂未调用，以下是文件原文。",
        "en": "The language model failed repeatedly and was not asked; these are the documents' "
        "own words.",
    },
    "notice.model.left": {
        "zh": "提问已中止，以下是文件原文。",
        "en": "The question was given up; these are the documents' own words.",
    },
    "notice.model.broken_off": {
        "zh": "语言模型没有写完，其余部分是文件原文。",
        "en": "The language model did not finish; the rest is the documents' own words.",
    },
    "followup.topic": {
        "zh": "{region}在“{topic}”方面有哪些安排？",
        "en": "{region}在“{topic}”方面有哪些安排？",
    },
    "example.question": {
        "zh": "西工区今年要加装多少部电梯？",
        "en": "How many elevators will Xigong District install?",
    },
    # legal standing of a document
    "status.in_force": {"zh": "现行有效", "en": "In force"},
    "status.draft": {"zh": "征求意见稿", "en": "Draft for comment"},
    "status.superseded": {"zh": "已被替代", "en": "Superseded"},
    "status.repealed": {"zh": "已废止", "en": "Repealed"},
    "status.expired": {"zh": "已过有效期", "en": "Expired"},
    "status.not_yet": {"zh": "尚未施行", "en": "Not yet in force"},
    "status.unknown": {"zh": "效力状态未注明", "en": "Standing not stated"},
}
