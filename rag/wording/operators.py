"""What the command line says to operators."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
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
        "zh": "问答页面：{address}　接口说明：{address}/openapi.json　按 Ctrl+C 停止。",
        "en": "Ask at {address}, interface at {address}/openapi.json. Press Ctrl+C to stop.",
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
    "operator.ingest.notice": {"zh": "　　　注意：{words}。", "en": "           note: {words}."},
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
    "operator.ingest.cancelled": {
        "zh": "已停止；读完的文件都已收录，再次运行会继续。",
        "en": "Stopped. What was read is stored whole; run this again to go on.",
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
    "operator.bad_input.fields": {
        "zh": "选项的取值不对：{fields}。",
        "en": "Options with wrong values: {fields}.",
    },
    "operator.bad_input.no_format": {
        "zh": "不知道要写成哪种文件：请用 --format 指定一种（{known}），或让文件名以它结尾。",
        "en": "It is not clear what to write: choose with --format ({known}), "
        "or end the name of the file in it.",
    },
    "operator.bad_input.no_output": {
        "zh": "{format} 文件不能显示在终端上，请加 --output 文件名。",
        "en": "A terminal cannot show {format}: name a file with --output.",
    },
    "operator.unwritable": {
        "zh": "无法写入 {path}：{detail}。",
        "en": "{path} cannot be written: {detail}.",
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
