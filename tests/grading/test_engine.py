"""The processes that grade end with the one that started them."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

GRADES = """
import os, sys, time
from deepcat_grader.grading.engine import LocalPool

def work(job):
    os.write(1, f"{os.getpid()}\\n".encode())
    time.sleep(600)

if __name__ == "__main__":
    list(LocalPool(2).run(work, [1, 2]))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to look for processes")
def test_no_process_of_a_pool_stays_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "grades.py"
    script.write_text(GRADES)
    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    workers = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            return
        time.sleep(0.05)
    pytest.fail("a process of the pool is left")
