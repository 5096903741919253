"""What is said of uploads, and of work on the documents in the background."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "bad_input.no_files": {
        "zh": "没有收到文件，请选择要上传的文件。",
        "en": "There were no files. Please choose some.",
    },
    "bad_input.form": {
        "zh": "无法读取提交的表单：一次最多上传 {most} 份文件，填写的文件信息也不能太长。",
        "en": "The form cannot be read. At most {most} files can be sent at once, and the details "
        "of them must not be too long.",
    },
    "bad_input.no_name": {
        "zh": "有一个文件的名称无法使用，请改名后再上传。",
        "en": "The name of one file cannot be used. Please rename it.",
    },
    "bad_input.same_name": {
        "zh": "一次上传里有两个名为 {name} 的文件，请改名后再上传。",
        "en": "Two of the files are named {name}. Please rename one of them.",
    },
    "bad_input.one_title": {
        "zh": "标题和文号只能用于一份文件，请一次上传一份，或不填这两项。",
        "en": "A title or number is for one file. Please upload one at a time, or leave both out.",
    },
    "bad_document.unforeseen": {
        "zh": "读取文件 {name} 时程序出错，没有导入；其他文件不受影响。请联系维护人员。",
        "en": "Reading the file {name} hit a fault of this program, and it was left out. "
        "Please tell whoever maintains it.",
    },
    "not_found.job": {
        "zh": "没有找到这项任务，可能早已结束。",
        "en": "There is no such job; it may have ended long ago.",
    },
    "job.problem": {
        "zh": "文件已经收录，但索引没有完成，将在下次启动时继续。",
        "en": "The documents are stored, but the index is not complete; the next start goes on.",
    },
    "job.problem.embedding": {
        "zh": "文件已经收录，可以按字词检索；向量还没有全部算出，将在下次启动时继续。",
        "en": "The documents are stored and found by their words; the vectors are not complete, "
        "and the next start goes on with them.",
    },
    "job.problem.fault": {
        "zh": "程序出错，任务中途结束；已收录的文件都还在，没有读到的需重新上传。请联系维护人员。",
        "en": "A fault of this program ended the job early. What was taken in stays; files that "
        "were not read must be uploaded again. Please tell whoever maintains it.",
    },
    # the staff page of the documents
    "staff.upload.lead": {
        "zh": "可以一次选多份：Word、PDF、扫描件、网页、表格、Markdown 或纯文本。"
        "同名文件视为更正，直接替换原文件；要让旧版本留下供对照和查询过去，请换一个文件名上传，"
        "并填写它取代的文件。",
        "en": "Several at once: Word, PDF, scans, saved web pages, tables, Markdown or plain "
        "text. A file of a known name corrects that document, and replaces it. To keep the "
        "former version for comparison and for questions about the past, upload under another "
        "name, and say below what it replaces.",
    },
    "staff.upload.drop": {
        "zh": "也可以把文件拖到这里。",
        "en": "Or drop files here.",
    },
    "staff.upload.picked": {"zh": "已选的文件", "en": "Files chosen"},
    "staff.upload.stated": {"zh": "补充文件信息（可不填）", "en": "Details (optional)"},
    "staff.upload.stated_lead": {
        "zh": "填了的以这里为准，并用于这一次的每份文件；没填的以文件中写明的为准。",
        "en": "What is given here prevails, for each of the files; what is left empty is taken "
        "from the file where it is stated there.",
    },
    "staff.upload.told.sending": {"zh": "正在上传…", "en": "Sending…"},
    "staff.upload.told.at": {
        "zh": "{stage}（{done}/{total}）",
        "en": "{stage} ({done}/{total})",
    },
    "staff.upload.told.done": {
        "zh": "处理完毕：收录 {taken} 份，未收录 {refused} 份。",
        "en": "Done: {taken} taken in, {refused} not.",
    },
    "staff.upload.told.failed": {"zh": "没有完成：{why}", "en": "This was not done: {why}"},
    "staff.upload.told.lost": {
        "zh": "连接中断。请检查网络，文件仍在上面的选择框里，可以再次上传。",
        "en": "The connection was lost. The files are still chosen above; please try again.",
    },
    "staff.upload.told.accepted": {
        "zh": "文件已收到，会继续处理，不必再次上传。",
        "en": "The files were taken in and are being worked on; there is no need to send them "
        "again.",
    },
    "staff.upload.job": {"zh": "查看这次任务", "en": "See how far it is"},
    "staff.upload.told.waiting": {
        "zh": "连接中断，正在重新连接；已上传的文件会继续处理。",
        "en": "The connection was lost and is being tried again; the work goes on.",
    },
    "staff.upload.told.passages": {"zh": "{count} 段", "en": "{count} passages"},
    "staff.upload.title": {"zh": "标题（一次一份文件）", "en": "Title (one file at a time)"},
    "staff.upload.number": {
        "zh": "文号（一次一份文件）",
        "en": "Document number (one file at a time)",
    },
    "staff.upload.supersedes": {
        "zh": "取代的文件（标题或文号，每行一份）",
        "en": "Documents it replaces (title or number, one a line)",
    },
    "staff.upload.issuer": {"zh": "发文机关", "en": "Issuer"},
    "staff.upload.region": {"zh": "地区", "en": "Region"},
    "staff.upload.issued_on": {"zh": "发布日期", "en": "Issued on"},
    "staff.upload.effective_on": {"zh": "施行日期", "en": "In force from"},
    "staff.upload.expires_on": {"zh": "失效日期", "en": "In force until"},
    "staff.upload.as_stated": {"zh": "以文件为准", "en": "As the file states"},
    "staff.deleted": {
        "zh": "已删除，文字、向量和索引都已清除。",
        "en": "Deleted; its text, vectors and index entries are gone.",
    },
    "staff.reindex": {"zh": "重新读取并重建索引", "en": "Read again and rebuild the index"},
    "staff.reindex.lead": {
        "zh": "重新读取上传过的文件，并重建全部索引；期间照常回答问题。",
        "en": "Reads the uploaded files again and builds the index anew; questions are answered "
        "meanwhile.",
    },
    "staff.jobs": {"zh": "最近的任务", "en": "Last jobs"},
    "staff.job.ingest": {"zh": "导入文件", "en": "Upload"},
    "staff.job.reindex": {"zh": "重建索引", "en": "Index rebuilt"},
    "staff.job.files": {"zh": "各文件的结果", "en": "What became of each file"},
    "staff.job.outcome": {"zh": "结果", "en": "Outcome"},
    "staff.job.back": {"zh": "返回文件列表", "en": "Back to the documents"},
    "staff.job.cancel": {"zh": "停止任务", "en": "Stop"},
    "staff.job.count": {"zh": "{done}/{total}", "en": "{done}/{total}"},
    "staff.job.stage.queued": {"zh": "排队中", "en": "Waiting"},
    "staff.job.stage.read": {"zh": "正在读取文件", "en": "Reading files"},
    "staff.job.stage.index": {"zh": "正在建立索引", "en": "Indexing"},
    "staff.job.stage.embed": {"zh": "正在计算向量", "en": "Making vectors"},
    "staff.job.stage.done": {"zh": "已完成", "en": "Done"},
    "staff.job.stage.failed": {"zh": "未能完成", "en": "Failed"},
    "staff.job.stage.cancelled": {"zh": "已停止", "en": "Stopped"},
    "staff.job.file.waiting": {"zh": "等待中", "en": "Waiting"},
    "staff.job.file.new": {"zh": "新增", "en": "New"},
    "staff.job.file.changed": {"zh": "更新", "en": "Changed"},
    "staff.job.file.unchanged": {"zh": "未变", "en": "Unchanged"},
    "staff.job.file.refused": {"zh": "拒绝", "en": "Refused"},
    "staff.job.file.cancelled": {"zh": "未处理", "en": "Not read"},
}
