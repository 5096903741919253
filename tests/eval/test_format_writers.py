"""The shipped documents written in other formats read back as they are stored."""

import pytest

from eval.formats import WRITERS, export
from rag.documents import read_manifest


# what a scan reads back as is measured in characters, see tests/documents/test_scans.py
@pytest.mark.parametrize("suffix", sorted(WRITERS.keys() - {"scan"}))
def test_what_is_written_reads_back_to_the_letter(suffix, tmp_path):
    same = export(suffix, tmp_path)
    assert len(same) == 2
    assert all(same.values())
    assert sorted(read_manifest(tmp_path)) == sorted(same)
