"""Jobs stand in the book as they were written, whatever database holds it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from making import a_document, a_text

from rag.catalog import Catalog
from rag.catalog.jobs import KEPT
from rag.schemas import FileNotice, Job, JobFile, JobState, Original

FIRST = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def original(source: str) -> Original:
    return Original(source=source, sha256=f"{abs(hash(source)):064x}"[:64], given={"title": "甲"})


def a_job(*sources: str, age: int = 0) -> Job:
    return Job(
        id=uuid4().hex,
        kind="ingest",
        state=JobState.QUEUED,
        stage="queued",
        total=len(sources),
        created_at=FIRST + timedelta(seconds=age),
        files=tuple(JobFile(original=original(source)) for source in sources),
    )


def test_a_job_comes_back_as_it_was_added(catalog: Catalog) -> None:
    job = a_job("夹/甲.txt", "乙.pdf")
    catalog.jobs.add(job)
    assert catalog.jobs.find(job.id) == job
    assert catalog.jobs.recent(5) == (job.model_copy(update={"files": ()}),)
    assert catalog.jobs.find("no-such") is None


def test_what_became_of_each_file_is_kept(catalog: Catalog) -> None:
    job = a_job("甲.txt", "乙.txt", "丙.txt")
    catalog.jobs.add(job)
    catalog.jobs.begin(job.id, 3)
    notice = FileNotice(key="notice.scanned", values={"count": "2"})
    done = job.files[0].model_copy(
        update={"state": "new", "document_id": "甲-1", "passages": 7, "notices": (notice,)}
    )
    refused = job.files[1].model_copy(
        update={"state": "refused", "reason": "empty_document", "values": {"name": "乙.txt"}}
    )
    catalog.jobs.put_file(job.id, 0, done)
    catalog.jobs.put_file(job.id, 1, refused)
    assert [catalog.jobs.waits(job.id, ordinal) for ordinal in range(3)] == [False, False, True]
    catalog.jobs.move(job.id, "embed", 5, 9)
    found = catalog.jobs.find(job.id)
    assert found is not None
    assert (found.state, found.stage, found.done, found.total) == ("running", "embed", 5, 9)

    catalog.jobs.end(job.id, JobState.FAILED, "embedding")

    found = catalog.jobs.find(job.id)
    assert found is not None
    assert found.files[:2] == (done, refused)
    assert found.files[2].state == "cancelled"
    assert (found.state, found.done, found.total, found.problem) == ("failed", 2, 3, "embedding")
    assert found.ended_at is not None
    assert found.ended_at.tzinfo is not None


def test_the_oldest_that_has_not_ended_comes_next(catalog: Catalog) -> None:
    late, early = a_job("甲.txt", age=9), a_job("乙.txt")
    for job in (late, early):
        catalog.jobs.add(job)
    assert catalog.jobs.next() == early.id
    catalog.jobs.cancel(early.id)
    assert catalog.jobs.next() == early.id
    following = catalog.jobs.find(early.id)
    assert following is not None
    assert following.cancelling
    catalog.jobs.end(early.id, JobState.CANCELLED)
    catalog.jobs.cancel(early.id)
    assert catalog.jobs.next() == late.id
    catalog.jobs.end(late.id, JobState.DONE)
    assert catalog.jobs.next() is None
    assert [job.id for job in catalog.jobs.recent(1)] == [late.id]


def test_a_file_of_an_erased_document_waits_no_longer(catalog: Catalog) -> None:
    first, second = a_job("甲.txt", "乙.txt"), a_job("甲.txt")
    for job in (first, second):
        catalog.jobs.add(job)
    catalog.jobs.withdraw({"甲.txt"})
    assert not catalog.jobs.waits(first.id, 0)
    assert catalog.jobs.waits(first.id, 1)
    assert not catalog.jobs.waits(second.id, 0)
    assert catalog.jobs.files_needed() == {original("乙.txt").sha256}


def test_files_are_needed_by_documents_and_by_jobs(catalog: Catalog) -> None:
    document, clauses, passages = a_document("甲.txt", a_text(1))
    catalog.put(document, clauses, passages)
    catalog.jobs.put_original(document.id, original("甲.txt"))
    catalog.jobs.put_original("erased-meanwhile", original("乙.txt"))
    assert catalog.jobs.originals() == (original("甲.txt"),)
    newer = original("甲.txt").model_copy(update={"sha256": "0" * 64})
    catalog.jobs.put_original(document.id, newer)
    job = a_job("丙.txt")
    catalog.jobs.add(job)
    assert catalog.jobs.files_needed() == {newer.sha256, original("丙.txt").sha256}
    catalog.jobs.end(job.id, JobState.DONE)
    assert catalog.jobs.files_needed() == {newer.sha256}
    catalog.delete(document.id)
    assert catalog.jobs.files_needed() == frozenset()


def test_old_jobs_are_forgotten_and_open_ones_never(catalog: Catalog) -> None:
    open_one = a_job("甲.txt")
    catalog.jobs.add(open_one)
    for age in range(1, KEPT + 4):
        job = a_job(age=age)
        catalog.jobs.add(job)
        catalog.jobs.end(job.id, JobState.DONE)
    catalog.jobs.add(a_job(age=KEPT + 4))
    known = catalog.jobs.recent(KEPT * 2)
    assert sum(job.state is JobState.DONE for job in known) == KEPT
    assert catalog.jobs.find(open_one.id) == open_one


def test_many_hand_in_at_once(catalog: Catalog) -> None:
    jobs = [a_job(f"{number}.txt", age=number) for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(catalog.jobs.add, jobs))
        list(pool.map(lambda job: catalog.jobs.begin(job.id, 1), jobs))
    assert {job.id for job in catalog.jobs.recent(100)} == {job.id for job in jobs}
    assert catalog.jobs.next() == jobs[0].id
    assert catalog.jobs.find(jobs[0].id) == jobs[0].model_copy(
        update={"state": JobState.RUNNING, "stage": "read"}
    )
