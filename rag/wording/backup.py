"""What is said of backups, of putting them back, and of erasing."""

from __future__ import annotations

from typing import Final

from rag.schemas import Language

PAGE: Final[dict[str, dict[Language, str]]] = {
    "operator.backup.made": {
        "zh": "已备份到 {path}（{bytes} 字节）：{documents} 份文件，{passages} 段；已打开核对。",
        "en": "Backed up to {path} ({bytes} bytes): {documents} documents, {passages} passages; "
        "opened and checked.",
    },
    "operator.backup.restored": {
        "zh": "已恢复 {made_at} 的备份：{documents} 份文件，{passages} 段。正在重建索引…",
        "en": "Restored the backup of {made_at}: {documents} documents, {passages} passages. "
        "Building the index…",
    },
    "operator.bad_input.backup_exists": {
        "zh": "{path} 已经存在，请换一个文件名。",
        "en": "{path} exists already. Please choose another name.",
    },
    "operator.bad_input.no_backup": {
        "zh": "没有找到备份文件 {path}。",
        "en": "There is no backup at {path}.",
    },
    "operator.bad_input.backup_damaged": {
        "zh": "备份文件已损坏，或不是本产品的备份（{what}）；没有改动任何资料。",
        "en": "The backup is damaged, or is none of ours ({what}); nothing was changed.",
    },
    "operator.bad_input.backup_too_large": {
        "zh": "备份 {path} 展开后超过磁盘的剩余空间；没有改动任何资料。",
        "en": "Unpacked, the backup {path} is larger than the room left on the disk; "
        "nothing was changed.",
    },
    "operator.bad_input.newer_backup": {
        "zh": "这个备份由更新的版本制作，请先升级本产品；没有改动任何资料。",
        "en": "A newer version made this backup. Upgrade first; nothing was changed.",
    },
    "operator.bad_input.not_empty": {
        "zh": "数据目录 {path} 里已有资料。确定要用备份替换它，请加 --force。",
        "en": "The data folder {path} holds documents. Add --force to replace them.",
    },
    "operator.configuration.not_sqlite": {
        "zh": "资料库在 TIAOWEN_DATABASE_URL 的数据库里，请用该数据库自己的工具备份和恢复"
        "（如 pg_dump），并另行复制数据目录下的 originals 文件夹。",
        "en": "The catalog is in the database of TIAOWEN_DATABASE_URL. Back it up and restore it "
        "by that database's own tools (such as pg_dump), and copy the folder originals of the "
        "data folder beside it.",
    },
    "operator.storage.unwritable": {
        "zh": "文件无法写入：{detail}。",
        "en": "A file cannot be written: {detail}.",
    },
    "operator.storage.originals_missing": {
        "zh": "有上传的原文件缺失，备份没有完成。请运行 tiaowen doctor 检查，并稍后再试。",
        "en": "Some uploaded files are missing, so there is no backup. Try again in a moment.",
    },
    "operator.storage.half_restored": {
        "zh": "数据目录 {path} 的恢复被中断了，原来的资料还在。请再运行一次 tiaowen restore。",
        "en": "Restoring {path} was cut short; what it held is still there. "
        "Run tiaowen restore again.",
    },
    "operator.deleted": {"zh": "已彻底删除 {id}。", "en": "Erased {id}."},
}
