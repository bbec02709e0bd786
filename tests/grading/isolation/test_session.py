"""Cells run in a process of their own, which is replaced when it is lost."""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from deepcat_grader.grading.isolation import launch as launching
from deepcat_grader.grading.isolation.caller import probe
from deepcat_grader.grading.isolation.channel import Gone
from deepcat_grader.grading.isolation.launch import GRADER, SOLUTIONS, launch
from deepcat_grader.grading.isolation.limits import Limits
from deepcat_grader.grading.isolation.session import NoWorker, Session, Spent

from ..walls import EACH_AND_NONE, built

LIMITS = Limits(cell=3.0, call=1.5, restarts=3)
SOON = Limits(cell=1.0, call=1.5, restarts=3)  # for loops: each is sat out
Make = Callable[..., Session]


@pytest.fixture(params=EACH_AND_NONE)
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes sessions within each kind of walls, and ends them."""
    walls = built(request.param)
    made: list[Session] = []

    def session(limits: Limits = LIMITS) -> Session:
        start = functools.partial(launch, limits, (GRADER, SOLUTIONS), walls=walls)
        made.append(Session(limits, start))
        return made[-1]

    yield session
    for one in made:
        one.close()


@pytest.fixture
def session(make: Make) -> Session:
    return make()


def test_a_cell_gives_its_text_and_its_last_value(session):
    run = session.run("a", "print('seen')\n2 + 1.5")
    assert (run.text, run.result, run.words) == ("seen\n3.5\n", 3.5, "")


def test_an_exception_names_the_students_line(session):
    run = session.run("a", "def f():\n    return 1 / 0\nf()")
    assert run.raised is not None
    assert (run.raised.kind, run.raised.line, run.raised.lineno) == (
        "ZeroDivisionError",
        "return 1 / 0",
        2,
    )


def test_magics_shell_commands_display_and_plots_work(session):
    cells = (
        "%matplotlib inline",
        "%timeit -n1 -r1 1 + 1",
        "!echo hello",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
        "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))",
        "get_ipython().run_line_magic('who', '')",
        "exit()",
    )
    for number, source in enumerate(cells):
        assert session.run(str(number), source).words == "", source


def test_a_worker_brings_nothing_along_that_only_a_terminal_needs(session):
    """Every fork would pay for it."""
    source = "import sys\nlen({'nbclient', 'typer', 'jupyter_client'}.intersection(sys.modules))"
    assert session.run("a", source).result == 0


def test_places_are_remembered_in_their_order_however_few_questions_carry_them(session):
    session.run("a", "f = lambda: 1")
    session.keep("one")
    session.keep("again")
    session.run("b", "f = lambda: 2")
    session.keep("two")
    for place, value in (("one", 1), ("two", 2), ("again", 1)):
        session.ask("recall", 1.0, place=place)
        assert probe(session, "f").call(()).value == value
    session.close()  # all is done again in another process
    session.ask("recall", 1.0, place="again")
    assert probe(session, "f").call(()).value == 1


@pytest.mark.parametrize(
    ("guilty", "words"),
    [
        ("import os\nos._exit(0)", "ended the process"),
        ("while True: pass", "within 1 second"),
        ("1 / 0", "ZeroDivisionError"),
        ("y = (", "SyntaxError"),
        ("raise KeyboardInterrupt", "within 1 second"),
        ("import sys\nsys._getframe(99)", "ValueError"),
    ],
)
def test_a_cell_that_goes_out_with_others_costs_only_itself(make, guilty, words):
    session = make(SOON)
    cells = {"a": "x = 41", "b": guilty, "c": "x + 1", "d": "f = lambda: x"}
    session.expect((name, source, [f"before {name}"]) for name, source in cells.items())
    runs = {}
    for name, source in cells.items():
        session.keep(f"before {name}")
        runs[name] = session.run(name, source)
    assert not runs["a"].words and runs["c"].result == 42 and not runs["d"].words
    assert words in runs["b"].words
    session.ask("recall", 1.0, place="before d")
    assert probe(session, "f").missing() and not probe(session, "x").missing()


def test_a_cell_that_takes_long_is_the_last_of_those_that_went_out(session, monkeypatch):
    monkeypatch.setattr("deepcat_grader.grading.isolation.session.PATIENCE", 0.02)
    burn = "import time\nend = time.process_time() + 0.05\nwhile time.process_time() < end: pass"
    cells = {"a": burn, "b": "count = globals().get('count', 0) + 1", "c": "count"}
    session.expect((name, source, []) for name, source in cells.items())
    runs = [session.run(name, source) for name, source in cells.items()]
    assert [run.words for run in runs] == ["", "", ""] and runs[-1].result == 1


def test_output_is_cut(session):
    run = session.run("a", "for i in range(100_000):\n    print('x' * 100)")
    assert len(run.text) < 21_000 and "not shown" in run.text


def test_the_environment_the_path_and_the_folder_hold_nothing(session, monkeypatch):
    monkeypatch.setenv("DEEPCAT_TEST_SECRET", "hunter2")
    session.close()
    source = (
        "import os, sys\nprint(os.environ.get('DEEPCAT_TEST_SECRET'), sys.argv, os.listdir('.'))\n"
        "print([p for p in sys.path if 'autograder' in p and p.endswith('grader')])"
    )
    text = session.run("a", source).text
    assert "hunter2" not in text
    assert "None ['']" in text and ".ipynb" not in text and text.endswith("[]\n")


@pytest.mark.parametrize(
    "name", ["deepcat_grader", "deepcat_solutions.neuron", "deepcat_solutions"]
)
def test_the_grader_and_the_solutions_cannot_be_imported(session, name):
    run = session.run("a", f"import {name}")
    assert run.raised is not None and run.raised.kind == "ModuleNotFoundError"
    assert "cannot be imported while grading" in run.raised.text


def test_a_loop_is_interrupted_and_what_was_there_before_stays(make):
    session = make(SOON)
    session.run("a", "x = 41")
    run = session.run("b", "while True: pass")
    assert run.timed_out and "within 1 second" in run.words
    assert session.run("c", "x + 1").result == 42


@pytest.mark.parametrize(
    "guilty",
    [
        "import os\nos._exit(0)",
        "import ctypes\nctypes.string_at(0)",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import os\nfor fd in range(3, 64):\n    try: os.write(fd, b'DCF1' + b'x' * 99)\n"
        "    except OSError: pass",
    ],
    ids=["exit", "segmentation fault", "stubborn loop", "forged frame"],
)
def test_a_cell_that_takes_the_process_down_costs_only_itself(make, guilty):
    session = make(SOON)
    session.run("a", "x = 41")
    assert session.run("b", guilty).fault
    assert session.run("c", "x + 1").result == 42


def test_a_process_that_is_lost_too_often_is_not_replaced_for_ever(session):
    for number in range(LIMITS.restarts + 1):
        session.run(str(number), "import os\nos._exit(0)")
    with pytest.raises(Spent, match="lost more than 3 times"):
        session.run("z", "1")


def test_a_notebooks_time_is_bounded(make):
    session = make(Limits(cell=3.0, call=1.0, total=0.0))
    with pytest.raises(Spent, match="more than 0 seconds"):
        session.run("a", "1")


def test_files_without_end_are_ended(make):
    session = make(Limits(cell=60.0, call=1.0))  # however busy the machine is, files end it first
    session.run("a", "kept = 1")
    run = session.run("b", "n = 0\nwhile True:\n    n += 1\n    open(str(n), 'w').close()")
    assert run.fault == "it made more than 10,000 files"
    assert session.run("c", "kept").result == 1


def test_a_worker_lost_on_the_teachers_own_cells_is_our_fault(session):
    with pytest.raises(NoWorker):
        session.run("a", "import os\nos._exit(0)", ours=True)


def test_a_worker_that_cannot_start_is_our_fault(make, monkeypatch, tmp_path):
    broken = tmp_path / "worker.py"
    broken.write_text("raise MemoryError('no room')", encoding="utf-8")
    monkeypatch.setattr(launching, "WORKER", broken)
    monkeypatch.setattr(launching, "_keeper", launching._keeper.__wrapped__)
    with pytest.raises(NoWorker):
        make().run("a", "1")


def test_calls_happen_in_a_worker_of_their_own_that_is_gone_afterwards(session):
    session.run("a", "seen = []\ndef f(x):\n    seen.append(x)\n    return x * len(seen)")
    session.keep("f")
    for _ in range(2):
        with session.apart("f"):
            caller = probe(session, "f")
            assert caller.call((2.0,)).value == 2.0
            assert caller.call((2.0,)).value == 4.0
    assert session.run("b", "len(seen)").result == 0


def test_a_worker_of_its_own_knows_the_cells_before_its_place_alone(session):
    session.run("a", "def f(x):\n    return x + 1")
    session.keep("f")
    session.run("b", "def f(x):\n    return x + 2")
    with session.apart("f"):
        assert probe(session, "f").call((1.0,)).value == 2.0
    assert probe(session, "f").call((1.0,)).value == 3.0


def test_every_name_stands_again_for_what_it_did_at_a_place(session):
    session.run("a", "y = 1\ndef f(x):\n    return x + y")
    session.keep("f")
    session.run("b", "y = z = 5\nf = None")
    session.ask("recall", 1.0, place="f")
    assert probe(session, "f").call((1.0,)).value == 2.0
    assert session.run("c", "z").raised.kind == "NameError"


def test_arguments_keep_their_layout(session):
    session.run(
        "a", "def f(x):\n    return [x.flags.f_contiguous, x.flags.c_contiguous, x.flags.writeable]"
    )
    fortran = np.asfortranarray(np.ones((2, 3)))
    frozen = np.ones((4, 6))[:, ::2]
    frozen.flags.writeable = False
    caller = probe(session, "f")
    assert caller.call((fortran,)).value == [True, False, True]
    assert caller.call((frozen,)).value == [False, False, False]


def test_a_call_that_ends_the_process_costs_only_that_call(session):
    session.run("a", "import os\ndef f():\n    os._exit(0)\ndef g():\n    return 7")
    session.keep("f")
    session.keep("g")
    with pytest.raises(Gone), session.apart("f"):
        probe(session, "f").call(())
    with session.apart("g"):
        assert probe(session, "g").call(()).value == 7


def test_numpy_is_whole_in_a_call_whatever_a_cell_did_to_it(session):
    session.run(
        "a", "import numpy as np\nnp.errstate = np.array = None\ndef f(x):\n    return x + 1"
    )
    session.keep("f")
    session.ask("recall", 1.0, place="f")
    caller = probe(session, "f")
    assert np.array_equal(caller.call((np.zeros(2),)).value, [1.0, 1.0])


@pytest.mark.parametrize("make", [None], indirect=True)
@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs /proc to look for processes")
@pytest.mark.parametrize(
    "source",
    [
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(1000)",
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n"
        "    if os.fork():\n        os._exit(0)\n    time.sleep(1000)",
        "import subprocess\nsubprocess.Popen(['sleep', '1000'], start_new_session=True)",
        "import subprocess\nsubprocess.Popen(['sleep', '1000'], env={}, start_new_session=True)",
    ],
    ids=["child", "grandchild", "program", "program without our environment"],
)
def test_nothing_that_a_cell_started_stays(session, source):
    mark = session.run("m", "import os\nprint(os.environ['DEEPCAT_WORKER'])").text.strip()
    seconds = f"1000.{int(mark[:6], 16):08}"
    session.run("a", source.replace("1000", seconds))
    for _ in range(100):  # a program shows its name only once it has begun
        if len(processes(mark, seconds)) > 1:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the cell started nothing")
    session.close()
    assert processes(mark, seconds) == set()


def processes(*tokens: str) -> set[int]:
    """Processes that run, zombies aside, with a token in their command or their environment."""
    found = set()
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                state = file.read().rpartition(")")[2].split()[0]
            with open(f"/proc/{name}/cmdline") as command, open(f"/proc/{name}/environ") as own:
                text = command.read() + own.read()
        except OSError:
            continue
        if state != "Z" and any(token in text for token in tokens):
            found.add(int(name))
    return found
