"""Hostile files do no harm: each is read or refused with its reason, and the others go on."""

import socket
import threading
import time

import psutil
import pytest
from hostile_files import hostile
from word_files import notice, with_part

from rag.catalog import Catalog
from rag.documents import read_file
from rag.documents.registry import readers
from rag.index import Index
from rag.ingest import ingest
from rag.settings import Settings
from rag.wording import say

SLOWEST = 60.0
LARGEST = 1_000_000_000


class Watch:
    """Sees how large the processes that read ever get."""

    def __init__(self):
        self.largest = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def _look(self):
        me = psutil.Process()
        while not self._done.wait(0.05):
            for child in me.children():
                try:
                    if "rag.documents.worker" in child.cmdline():
                        self.largest = max(self.largest, child.memory_info().rss)
                except psutil.Error:
                    continue

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()


@pytest.fixture
def settings(tmp_path):
    return Settings(_env_file=None, data_dir=tmp_path / "data", embedding_provider="none")


def test_two_hundred_hostile_files_harm_nothing(tmp_path, settings):
    folder = tmp_path / "files"
    folder.mkdir()
    names = []
    for name, data in hostile():
        (folder / name).write_bytes(data)
        names.append(name)
    assert len(set(names)) == len(names) == 200
    good = {f"好{suffix}": reader.sample() for suffix, reader in readers().items()}
    for name, (data, _) in good.items():
        (folder / name).write_bytes(data)

    settings.data_dir.mkdir()
    catalog = Catalog(settings.catalog_url)
    catalog.upgrade()
    times = []
    began = time.monotonic()

    def progress(stage, done, _):
        nonlocal began
        if stage == "read" and done:
            times.append(time.monotonic() - began)
        began = time.monotonic()

    with Watch() as watch, Index.open(settings, catalog, None) as index:
        report = ingest([folder], settings, catalog, index, progress)
        assert index.verify().sound

    assert len(report.files) == len(names) + len(good)
    assert not report.problems
    assert max(times) < SLOWEST
    assert 0 < watch.largest < LARGEST
    for file in report.refused:
        words = say(file.reason, "zh", **file.values)
        assert file.source in words, file
    taken = {file.source: file.document_id for file in report.files if file.document_id}
    for name, (_, text) in good.items():
        assert catalog.document(taken[name]).text == text.strip()
    texts = [catalog.document(identity).text for identity in taken.values()]
    assert not [text for text in texts if "root:" in text or "\u200b" in text or "haha" in text]
    catalog.dispose()


def test_no_file_reaches_out(tmp_path, settings):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        port = listening.getsockname()[1]
        address = f"http://127.0.0.1:{port}/x"

        relations = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" TargetMode="External" Target="{address}" Type="http://schemas.'
            'openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
        )
        word = tmp_path / "a.docx"
        word.write_bytes(with_part(notice(), "word/_rels/document.xml.rels", relations))
        page = tmp_path / "a.html"
        page.write_text(
            f'<!DOCTYPE html SYSTEM "{address}"><html><head>'
            f'<link rel="stylesheet" href="{address}">'
            f'<meta http-equiv="refresh" content="0;url={address}"><base href="{address}"></head>'
            f'<body>供暖<img src="{address}"><iframe src="{address}"></iframe></body></html>',
            encoding="utf-8",
        )
        for path in (word, page):
            assert read_file(path, settings).text
        with pytest.raises(TimeoutError):
            listening.accept()
