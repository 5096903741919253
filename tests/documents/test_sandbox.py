"""Files are read in a process that is ended when it takes too much, and is kept otherwise."""

import os
import signal
import threading
from contextlib import suppress

import psutil
import pytest

from rag.documents import read_file
from rag.errors import DocumentError
from rag.settings import Settings

PAGE = "<html><body><h1>供暖通知</h1><p>一、按时供暖。</p></body></html>"


def write(tmp_path, name, page):
    path = tmp_path / name
    path.write_text(page, encoding="utf-8")
    return path


def workers():
    found = set()
    for child in psutil.Process().children(recursive=True):
        # One that ended of itself may not have been waited for yet.
        with suppress(psutil.NoSuchProcess):
            if "rag.documents.worker" in child.cmdline():
                found.add(child.pid)
    return found


def reason(caught):
    return caught.value.params["reason"]


def test_one_process_reads_file_after_file(tmp_path):
    path = write(tmp_path, "a.html", PAGE)
    assert read_file(path).text == "供暖通知\n一、按时供暖。"
    before = workers()
    assert before
    for _ in range(5):
        read_file(path)
    assert workers() == before


def test_a_worker_that_died_is_replaced(tmp_path):
    path = write(tmp_path, "a.html", PAGE)
    read_file(path)
    for pid in workers():
        os.kill(pid, signal.SIGKILL)
    assert read_file(path).text.startswith("供暖通知")


def test_what_takes_too_long_is_ended_and_the_next_file_is_read(tmp_path):
    path = write(tmp_path, "a.html", PAGE)
    read_file(path)
    slow = write(tmp_path, "慢.html", PAGE + "<p>供暖</p>" * 300_000)
    with pytest.raises(DocumentError) as caught:
        read_file(slow, Settings(parse_timeout_s=0.2))
    assert reason(caught) == "slow"
    assert caught.value.params["name"] == "慢.html"
    assert read_file(path).text.startswith("供暖通知")


def test_what_takes_too_much_memory_is_refused_and_the_next_file_is_read(tmp_path):
    large = write(tmp_path, "大.html", "<html><body>" + "<p><b>a</b></p>" * 1_200_000)
    with pytest.raises(DocumentError) as caught:
        read_file(large, Settings(parse_memory_mb=256))
    assert reason(caught) in {"memory", "damaged"}
    path = write(tmp_path, "a.html", PAGE)
    assert read_file(path, Settings(parse_memory_mb=256)).text.startswith("供暖通知")


def test_a_worker_knows_no_secret(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    # A budget of its own, so that the process starts now.
    read_file(write(tmp_path, "a.html", PAGE), Settings(parse_memory_mb=777))
    for pid in workers():
        environment = psutil.Process(pid).environ()
        assert not {name for name in environment if "KEY" in name or name.startswith("TIAOWEN")}


def test_many_threads_read_at_once(tmp_path):
    paths = [write(tmp_path, f"{n}.html", PAGE.replace("按时", f"按时{n}")) for n in range(12)]
    found = {}
    threads = [
        threading.Thread(target=lambda n=n: found.update({n: read_file(paths[n]).text}))
        for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {n: f"供暖通知\n一、按时{n}供暖。" for n in range(12)}
    assert len(workers()) <= 4 * (os.cpu_count() or 1)
