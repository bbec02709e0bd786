"""The written exercise: a model answer for whoever grades by hand."""

from __future__ import annotations

from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercises.introduction.formulate import FORMULATE


def formulate() -> str:
    """A model answer that would earn all the points."""
    return """\
The prediction. Our town clears snow from 40 streets and decides at four in the morning where to
send its six ploughs. One example is one street on one night: the forecast of snow and temperature
for each of the next six hours (12 numbers), the snow measured so far, the street's height and
slope, and the weekday, 16 numbers in all. One number should come out: the depth of snow on that
street at seven, in centimetres. The person on duty uses it to order the routes.

The measure. I would use the mean absolute error in centimetres, because the person on duty thinks
in centimetres, on the last winter, which the network never sees. The baseline is the forecast of
the nearest weather station, the same for all streets. Whoever does not beat that is of no use.

The data. Drivers have written down the depth on arrival for five winters: about 60 nights and 40
streets a winter, 12,000 examples. Side roads that were never cleared are missing, and so are the
people who live there.

The risks. If the answer is too low, an ambulance gets stuck on a steep road; if it is too high,
money is wasted. It could look good and fail because the winters before were mild (a shift), or
because drivers measured at the roadside, where snow is blown together (wrong labels). If the
ploughs reach every street before seven anyway, I would not build it."""


bank = Bank(FORMULATE, reference=formulate)
