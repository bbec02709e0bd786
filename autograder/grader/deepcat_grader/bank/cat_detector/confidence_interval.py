"""Wilson's interval: what is known of its answers."""

from __future__ import annotations

import math

import numpy as np

from deepcat_grader.bank.draw import Generator
from deepcat_grader.bank.forms import PAIR
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.cat_detector.confidence_interval import EXERCISE
from deepcat_solutions.cat_detector import confidence_interval

_PIECES = "Write down middle, half width and divisor for p = 0.75, m = 4 and z = 1."


def hidden(rng: Generator) -> list[Case]:
    """Good and bad shares of few and many examples, and shares of exactly 0 and 1."""
    m, k = (int(n) for n in rng.choice(np.arange(11, 90), 2, replace=False))
    z = float(rng.choice([0.7, 1.3, 1.645, 2.576]))

    def share(count: int) -> float:
        return int(rng.integers(1, count // 3)) / count

    return [
        Case("good", (1.0 - share(m), m, z), note=f"{m} examples, most of them right, z = {z}"),
        Case("bad", (share(k), k, 2.0), note=f"{k} examples, most of them wrong, z = 2"),
        Case("default", (share(m), m), note=f"{m} examples, and no z"),
        Case("many", (1.0 - share(2000 + k), 2000 + k, z), note=f"{2000 + k} examples"),
        Case("all", (1.0, k, z), EDGE, "every decision is right"),
        Case("none", (0, m), EDGE, "no decision is right, given as a whole number"),
        Case("two", (0.5, 2, z), EDGE, "two examples, one of them right"),
    ]


bank = Bank(EXERCISE, reference=confidence_interval, hidden=hidden)

_BOTH = "return float((centre - half) / divisor), float((centre + half) / divisor)"
_RETURN = f"{_BOTH} -> return "
_HALF = "half = z * np.sqrt(accuracy * (1 - accuracy) / m + z**2 / (4 * m**2)) -> half = "
_CENTRE = "accuracy + z**2 / (2 * m) -> "
_ROOT = "accuracy * (1 - accuracy) / m + z**2 / (4 * m**2) -> "
_WALD = _HALF + "z * np.sqrt(accuracy * (1 - accuracy) / m)"

bank.known(
    f"""
normal_interval: {_WALD} && {_RETURN}accuracy - half, accuracy + half
    This is the normal interval p ± z √(p(1 - p)/m), which has no width where p is 0 or 1.
    ? What does your interval say after a single decision that was right?
normal_interval_cut: {_WALD} && {_RETURN}max(0.0, accuracy - half), min(1.0, accuracy + half)
    This is the normal interval p ± z √(p(1 - p)/m), cut at 0 and 1.
    ? What does your interval say after a single decision that was right?
not_centred: {_CENTRE}accuracy
    The middle is the accuracy itself: the z²/2m is missing there.
    ? {_PIECES}
not_divided: {_RETURN}centre - half, centre + half
    The division by 1 + z²/m is missing.
    ? {_PIECES}
middle_not_divided: {_RETURN}centre - half / divisor, centre + half / divisor
    Only the half width is divided by 1 + z²/m, where the middle is, too.
    ? Which pieces of the formula stand above the line of the fraction?
half_not_divided: {_RETURN}centre / divisor - half, centre / divisor + half
    Only the middle is divided by 1 + z²/m, where the half width is, too.
    ? Which pieces of the formula stand above the line of the fraction?
second_term_forgotten: {_ROOT}accuracy * (1 - accuracy) / m
    Under the root, z²/4m² is missing.
    ? {_PIECES}
m_not_squared: z**2 / (4 * m**2) -> z**2 / (4 * m)
    Under the root, z² is divided by 4m, where 4m² is expected.
    ? What is squared in z²/4m²: z, m, or both?
root_missing: {_HALF}z * (accuracy * (1 - accuracy) / m + z**2 / (4 * m**2))
    The root is missing in the half width.
    ? {_PIECES}
root_of_first_term: {_HALF}z * (np.sqrt(accuracy * (1 - accuracy) / m) + z**2 / (4 * m**2))
    Only the first term stands under your root; z²/4m² is added outside.
    ? How far does the root reach?
mean_of_variance: {_ROOT}accuracy * (1 - accuracy) + z**2 / (4 * m**2)
    p(1 - p) is not divided by m.
    ? Should the interval get narrower with more examples?
p_for_one_minus_p: accuracy * (1 - accuracy) / m -> accuracy * accuracy / m
    Under the root stands p², where p(1 - p) is expected.
    ? Which two shares add up to 1?
one_minus_p_squared: accuracy * (1 - accuracy) / m -> (1 - accuracy) ** 2 / m
    Under the root stands (1 - p)², where p(1 - p) is expected.
    ? Which two shares add up to 1?
z_outside_missing: z * np.sqrt -> np.sqrt
    The root is not multiplied by z.
    ? {_PIECES}
z_squared_outside: z * np.sqrt -> z**2 * np.sqrt
    The root is multiplied by z², where z is expected.
    ? {_PIECES}
always_95: centre = -> z = 1.96\\n    centre =
    Your z is always 1.96, whatever is given.
    ? Where is the number written in your code, and who knows it?
default_of_2: z=1.96 -> z=2.0
    Where no z is given, it is not 1.96.
    ? Which value does z have when nobody gives one?
high_first: {_RETURN}float((centre + half) / divisor), float((centre - half) / divisor)
    The upper end comes first, where the lower one is expected.
    ? In which order are the two ends expected?
middle_and_half: {_RETURN}centre / divisor, half / divisor
    You return the middle and the half width, where the two ends are expected.
    ? Where does the interval begin, and where does it end?
one_sided: {_RETURN}accuracy, (centre + half) / divisor
    The lower end is the accuracy itself.
    ? Can the true share not be below what was measured?
percent: {_RETURN}100 * (centre - half) / divisor, 100 * (centre + half) / divisor
    The ends are percentages, where numbers from 0 to 1 are expected.
    ? Between which two numbers lies every share?
twice_too_wide: z * np.sqrt -> 2 * z * np.sqrt
    Your interval is twice as wide as it should be.
    ? How far is it from the middle to an end?
half_too_wide: z * np.sqrt -> z / 2 * np.sqrt
    Your interval is half as wide as it should be.
    ? How far is it from the middle to an end?
precedence: {_CENTRE}accuracy + z**2 / 2 * m
    z**2 / 2 * m divides by 2 and multiplies by m: brackets are missing around 2 * m.
    ? In which order does Python work out a / b * c?
precedence_in_the_root: z**2 / (4 * m**2) -> z**2 / 4 * m**2
    z**2 / 4 * m**2 divides by 4 and multiplies by m²: brackets are missing around 4 * m**2.
    ? In which order does Python work out a / b * c?
m_minus_1: centre = -> m = max(m - 1, 1)\\n    centre =
    You divide by m - 1, where m is expected.
    ? How many examples were measured?
"""
)
bank.mistakes(
    "Only the upper end came out, where both ends are expected.",
    think="Which two numbers should come out?",
    high_only=_RETURN + "(centre + half) / divisor",
)
bank.mistakes(
    "Only the half width came out, where both ends are expected.",
    think="Which two numbers should come out?",
    half_only=_RETURN + "half",
)
bank.mistakes(
    "This is the Agresti-Coull interval: its middle is Wilson's, and its width is not.",
    think="Which accuracy stands under the root: the one that was measured, or the new middle?",
    agresti_coull=(
        "half = z * np.sqrt(accuracy * (1 - accuracy) / m + z**2 / (4 * m**2)) -> n = m + z**2",
        _RETURN + "(lambda p, d: (p - d, p + d))(centre * m / n, "
        "z * np.sqrt(centre * m / n * (1 - centre * m / n) / n))",
    ),
)


@bank.right
def counts(accuracy, m, z=1.96):
    right, wrong = accuracy * m, (1 - accuracy) * m
    middle = (right + z * z / 2) / (m + z * z)
    half = z / (m + z * z) * math.sqrt(right * wrong / m + z * z / 4)
    return middle - half, middle + half


@bank.right
def quadratic(accuracy, m, z=1.96):
    """The two shares p for which (p - accuracy)² = z² p(1 - p) / m."""
    a, b, c = 1 + z**2 / m, -2 * accuracy - z**2 / m, accuracy**2
    root = np.sqrt(max(b * b - 4 * a * c, 0.0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


bank.rights(
    cut=_RETURN + "max(0.0, (centre - half) / divisor), "
    "min(1.0, (centre + half) / divisor)",
    array_clipped=_RETURN + "tuple(np.clip(np.array([centre - half, centre + half]) / "
    "divisor, 0, 1))",
    a_list=_RETURN + "[(centre - half) / divisor, (centre + half) / divisor]",
    power=_HALF + "z * (accuracy / m - accuracy**2 / m + (z / m / 2) ** 2) ** 0.5",
    factored_out=_HALF + "z / (2 * m) * np.sqrt(4 * m * accuracy * (1 - accuracy) + z**2)",
    by_weights=_CENTRE + "(accuracy + z**2 / m * 0.5)",
)  # fmt: skip


def both_signs(accuracy, m, z=1.96):
    ends = []
    for sign in (-1, 1):
        half = sign * z * math.sqrt(accuracy * (1 - accuracy) / m + z * z / (4 * m * m))
        ends.append((accuracy + z * z / (2 * m) + half) / (1 + z * z / m))
    return tuple(ends)


def weighted(accuracy, m, z=1.96):
    share = m / (m + z**2)
    middle = share * accuracy + (1 - share) / 2
    half = z * share * np.sqrt(accuracy * (1 - accuracy) / m + (z / (2 * m)) ** 2)
    return middle - half, middle + half


def bisected(accuracy, m, z=1.96):
    """The shares that are z standard deviations away from what was measured, found by halving."""

    def end(near, far):
        for _ in range(200):
            middle = (near + far) / 2
            inside = (middle - accuracy) ** 2 <= z**2 * middle * (1 - middle) / m
            near, far = (middle, far) if inside else (near, middle)
        return near

    return end(accuracy, 0.0), end(accuracy, 1.0)


bank.unseen_right(
    both_signs,
    weighted,
    bisected,
    numpy_floats=_RETURN + "(centre - half) / divisor, (centre + half) / divisor",
    an_array=_RETURN + "tuple((centre + half * np.array([-1, 1])) / divisor)",
    half_by_power=_HALF + "z * (accuracy * (1 - accuracy) / m + z**2 / (4 * m**2)) ** (1 / 2)",
    square_inside=_HALF + "np.sqrt(z**2 * accuracy * (1 - accuracy) / m + z**4 / (4 * m**2))",
    float_m="centre = -> m = float(m)\n    centre =",
    times_m=_RETURN
    + "float(m * (centre - half) / (m + z**2)), float(m * (centre + half) / (m + z**2))",
)
bank.unseen_wrong(
    z_of_the_normal="centre = -> z = 1.959963984540054\n    centre =",
    laplace=_CENTRE + "(accuracy * m + 1) / (m + 2)",
    plus_4=(
        _WALD,
        _RETURN + "(lambda p, n: (p - z * np.sqrt(p * (1 - p) / n), "
        "p + z * np.sqrt(p * (1 - p) / n)))((accuracy * m + 2) / (m + 4), m + 4)",
    ),
    hoeffding=_RETURN + "(lambda e: (accuracy - e, accuracy + e))(np.sqrt(np.log(40) / (2 * m)))",
    widest=_RETURN + "accuracy - z / (2 * np.sqrt(m)), accuracy + z / (2 * np.sqrt(m))",
    continuity="accuracy * (1 - accuracy) / m + -> accuracy * (1 - accuracy) / m + 1 / (2 * m) +",
    standard_error=_RETURN
    + "accuracy - half / z if z else accuracy, accuracy + half / max(z, 0.1)",
    both_low=_RETURN + "(centre - half) / divisor, (centre - half) / divisor",
    width_given=_RETURN + "(centre - half) / divisor, 2 * half / divisor",
    rounded=_RETURN + "tuple(round(float(v), 2) for v in ((centre - half) / divisor, "
    "(centre + half) / divisor))",
    z_not_squared="accuracy + z**2 / (2 * m) -> accuracy + z / (2 * m)",
    z_not_squared_in_the_root="z**2 / (4 * m**2) -> z / (4 * m**2)",
    z_not_squared_below=_RETURN + " float((centre - half) / (1 + z / m)), "
    "float((centre + half) / (1 + z / m))",
    minus_in_the_divisor=_RETURN + " float((centre - half) / (1 - z**2 / (m + 9))), "
    "float((centre + half) / (1 - z**2 / (m + 9)))",
    minus_in_the_middle="accuracy + z**2 / (2 * m) -> accuracy - z**2 / (2 * m)",
    minus_in_the_root="accuracy * (1 - accuracy) / m + -> accuracy * (1 - accuracy) / m -",
    plus_p="(1 - accuracy) / m -> (1 + accuracy) / m",
    half_z2="z**2 / (2 * m) -> z**2 / m",
    quarter_forgotten="z**2 / (4 * m**2) -> z**2 / m**2",
    four_m_squared="(4 * m**2) -> (4 * m) ** 2",
    root_m_outside="/ m + z**2 / (4 * m**2)) -> + z**2 / (4 * m**2)) / m",
    log_odds=_RETURN + "1 / (1 + np.exp(-accuracy - half)), 1 / (1 + np.exp(-accuracy + half))",
    cut_at_half=_RETURN + "max(0.5, (centre - half) / divisor), "
    "min(1.0, (centre + half) / divisor)",
    errors_first=_CENTRE + "1 - accuracy + z**2 / (2 * m)",
    count_for_share=_CENTRE + "accuracy * m + z**2 / (2 * m)",
    a_dict=_RETURN + '{"low": centre - half, "high": centre + half}',
    no_default="z=1.96 -> z",
    printed=_RETURN + "print(centre - half, centre + half)",
    whole_division="z**2 / (2 * m) -> z**2 // (2 * m)",
    log_m="accuracy * (1 - accuracy) / m -> accuracy * (1 - accuracy) / np.log(m + 1)",
    root_m="accuracy * (1 - accuracy) / m -> accuracy * (1 - accuracy) / np.sqrt(m)",
)
bank.unseen_two(
    wald_in_percent=(_WALD, _RETURN + "100 * (accuracy - half), 100 * (accuracy + half)"),
    wald_turned=(_WALD, _RETURN + "accuracy + half, accuracy - half"),
    not_divided_not_centred=(_CENTRE + "accuracy", _RETURN + "centre - half, centre + half"),
    always_95_high_first=("centre = -> z = 1.96\n    centre =",
        _RETURN + " float((centre + half) / divisor), "
        "float((centre - half) / divisor)"),
    half_rounded=_RETURN + "round(float(half), 2)",
)  # fmt: skip
bank.unseen_odd(
    wilson_for_few=lambda accuracy, m, z=1.96: (
        confidence_interval(accuracy, m, z)
        if m < 30
        else (
            accuracy - z * np.sqrt(accuracy * (1 - accuracy) / m),
            accuracy + z * np.sqrt(accuracy * (1 - accuracy) / m),
        )
    ),
)
bank.unseen_forms(PAIR)
