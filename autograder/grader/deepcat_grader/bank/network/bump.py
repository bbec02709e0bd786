"""The bump of two sigmoids: what is known of its answers."""

from __future__ import annotations

import numpy as np

from deepcat_grader.bank import slips
from deepcat_grader.bank.draw import Generator, kinds, sizes
from deepcat_grader.bank.forms import VECTOR
from deepcat_grader.bank.registry import Bank
from deepcat_judge.exercise import EDGE, Case
from deepcat_judge.exercises.network.bump import EXERCISE
from deepcat_solutions.network import bump
from deepcat_solutions.neuron import sigmoid


def hidden(rng: Generator) -> list[Case]:
    """Hills and dips, gentle and steep, far away, and every kind of array."""
    m, k = sizes(rng, 2, 3)

    def args(m, steepness, sign=1.0):
        left, width, height = rng.uniform(-2, 1), rng.uniform(0.8, 3), rng.uniform(1.2, 4)
        x = left + rng.permutation(np.linspace(-0.8, 1.9, m)) * width
        return x, left, left + width, sign * height, steepness

    return [
        Case("hill", args(m, rng.uniform(1.5, 3)), note=f"a hill, {m} places"),
        Case("dip", args(k, rng.uniform(3, 6), -1.0), note=f"a dip, {k} places"),
        Case("gentle", args(m, rng.uniform(0.5, 0.9)), note="a gentle hill"),
        Case("many", args(20 + k, rng.uniform(8, 20)), note=f"{20 + k} places"),
        Case("far-right", (rng.uniform(5, 9, k), -1.0, 1.0, 2.0, 100.0), EDGE, "far right"),
        Case("far-left", (rng.uniform(-9, -5, k), 0.0, 1.0, 2.0, 100.0), EDGE, "far left"),
        *kinds(rng, "x left right height steepness", args(m, 1.25)),
    ]


bank = Bank(EXERCISE, reference=bump, hidden=hidden)
bank.include(slips.IN_PLACE, slips.INT_BUFFER, slips.IDENTITY)

bank.known(
    """
added: rise - fall -> rise + fall
    The two sigmoids are added: right of the bump your curve is twice as high, not 0.
    ? What should be left of the bump when both sigmoids are 1?
multiplied: rise - fall -> rise * fall
    The two sigmoids are multiplied: right of the bump your curve stays high.
    ? What should be left of the bump when both sigmoids are 1?
product_for_difference: rise - fall -> rise * (1 - fall)
    The rising sigmoid is multiplied by a falling one, where a difference is expected.
    ? For a gentle bump the two are not the same. Which operation makes a bump of a step up and a
    later step up?
only_rise: rise - fall -> rise
    The bump never falls: only the sigmoid at left counts.
    ? What brings the curve down again at right?
only_fall: rise - fall -> -fall
    Only the sigmoid at right is there: the curve falls and never rises.
    ? What brings the curve up at left?
height_ignored: height * (rise - fall) -> rise - fall
    Your bump is always of height 1.
    ? Where does height enter your code?
height_added: height * (rise - fall) -> height + (rise - fall)
    The height is added, so the curve is not 0 beside the bump.
    ? What should come out far away from the bump?
height_of_rise_only: height * (rise - fall) -> height * rise - fall
    Only the rising sigmoid is multiplied by the height.
    ? In which order are * and - done, and where do brackets belong?
height_of_fall_only: height * (rise - fall) -> rise - height * fall
    Only the falling sigmoid is multiplied by the height.
    ? In which order are * and - done, and where do brackets belong?
height_divides: height * (rise - fall) -> (rise - fall) / height
    The bump is divided by the height.
    ? What should come out in the middle of a steep bump?
height_inside(x, a, b, h, s): sigmoid(h * s * (x - a)) - sigmoid(h * s * (x - b))
    The height is inside the sigmoids, where it makes them steeper.
    ? A sigmoid lies between 0 and 1, whatever its score. What makes it higher?
steepness_ignored(x, a, b, h, s): h * (sigmoid(x - a) - sigmoid(x - b))
    Your bump is always equally steep.
    ? Where does steepness enter your code, and what does it multiply?
steepness_divides(x, a, b, h, s): h * (sigmoid((x - a) / s) - sigmoid((x - b) / s))
    The distance is divided by the steepness, so a steeper bump becomes gentler.
    ? Should a score grow or shrink when the steepness grows?
steepness_of_x_only(x, a, b, h, s): h * (sigmoid(s * x - a) - sigmoid(s * x - b))
    Only x is multiplied by the steepness, so the sigmoids do not rise at left and at right.
    ? For which x is the score 0?
steepness_outside(x, a, b, h, s): s * h * (sigmoid(x - a) - sigmoid(x - b))
    The steepness multiplies the whole bump: it makes it higher, not steeper.
    ? What belongs inside the sigmoid, and what outside?
steepness_of_one_side(x, a, b, h, s): h * (sigmoid(s * (x - a)) - sigmoid(x - b))
    Only the rising side has the steepness.
    ? What do the two scores have in common?
steepness_added(x, a, b, h, s): h * (sigmoid(s + x - a) - sigmoid(s + x - b))
    The steepness is added to the score, so it moves the bump.
    ? For which x should the score be 0?
edges_added(x, a, b, h, s): h * (sigmoid(s * (x + a)) - sigmoid(s * (x + b)))
    The sigmoids rise at -left and at -right.
    ? For which x is the score 0?
ends_at_width(x, a, b, h, s): h * (sigmoid(s * (x - a)) - sigmoid(s * (x - a - b)))
    The bump ends at left + right, as if right were its width.
    ? Where should the second score be 0?
starts_at_zero(x, a, b, h, s): h * (sigmoid(s * x) - sigmoid(s * (x - b)))
    The bump begins at 0, whatever left is.
    ? For which x should the first score be 0?
tanh_for_sigmoid(x, a, b, h, s): h * (np.tanh(s * (x - a)) - np.tanh(s * (x - b)))
    This is a bump of two tanh curves, which reach from -1 to 1: it is too steep and too high.
    ? What is a sigmoid at a score of 0, and what is tanh?
half_of_tanh(x, a, b, h, s): h * (np.tanh(s * (x - a)) - np.tanh(s * (x - b))) / 2
    Your bump is twice as steep as it should be, as one made of tanh curves is.
    ? How is tanh written with a sigmoid, and what happens to the score there?
hard_steps(x, a, b, h, s): h * ((x > a) * 1.0 - (x > b))
    Your bump has hard edges: at each x it is either the height or 0.
    ? How steep is a sigmoid, and what is it at a score of 0?
relu_for_sigmoid(x, a, b, h, s): h * s * (np.maximum(x - a, 0) - np.maximum(x - b, 0))
    ReLU stands in the place of the sigmoid, so the curve grows and stays high.
    ? Which activation stays between 0 and 1?
scores_subtracted(x, a, b, h, s): h * sigmoid(s * (x - a) - s * (x - b))
    The scores are subtracted inside one sigmoid, and x drops out.
    ? How many sigmoids make a bump, and what is subtracted from what?
slope(x, a, b, h, s): h * s * (sigmoid(s * (x - a)) * sigmoid(s * (a - x)))
    This is the slope of one sigmoid, where the difference of two sigmoids is expected.
    ? Which two places does the bump have, and where does each enter your code?
overflow(x, a, b, h, s): h / (1 + np.exp(-s * (x - a))) - h / (1 + np.exp(-s * (x - b)))
    The formula is right, but for a very negative score e⁻ᶻ is too large a number for the computer.
    ? Which sigmoid stays finite for a score of -1000?
list_returned: height * (rise - fall) -> list(height * (rise - fall))
    The values are in a list or a tuple, where an array is expected.
    ? What happens when a whole array is given to a function of NumPy?
column_returned: height * (rise - fall) -> (height * (rise - fall)).reshape(-1, 1)
    The values stand in a column of shape (m, 1), where x has shape (m,).
    ? Which line of your code changes the shape?
"""
)
bank.mistakes(
    "Your bump has the wrong sign: it is a dip where a hill is expected.",
    think="Left of the bump, on it and right of it: which of the two sigmoids is 0, which is 1?",
    pair_reversed="rise - fall -> fall - rise",
    distance_reversed=("(x - left) -> (left - x)", "(x - right) -> (right - x)"),
)
bank.mistakes(
    "Your answer does not change when x changes.",
    think="Which names in your code are arguments, and which come from another cell?",
    argument_ignored="rise = -> x = np.linspace(-1.0, 1.0, len(x))\n    rise =",
)


@bank.right
def loop(x, left, right, height, steepness):
    values = np.zeros(len(x))
    for i in range(len(x)):
        values[i] = height * (
            sigmoid(steepness * (x[i] - left)) - sigmoid(steepness * (x[i] - right))
        )
    return values


bank.rights(
    through_tanh=lambda x, a, b, h, s: h
    * (np.tanh(s * (x - a) / 2) - np.tanh(s * (x - b) / 2)) / 2,
    fall_mirrored="rise - fall -> rise + sigmoid(-steepness * (x - right)) - 1",
    multiplied_out=lambda x, a, b, h, s: h * sigmoid(s * x - s * a) - h * sigmoid(s * x - s * b),
    both_at_once=lambda x, a, b, h, s: -h
    * np.diff(sigmoid(s * (x[:, None] - np.array([a, b]))), axis=1)[:, 0],
    comprehension=lambda x, a, b, h, s: np.array(
        [h * (sigmoid(s * (v - a)) - sigmoid(s * (v - b))) for v in x]
    ),
    as_a_network=lambda x, a, b, h, s: (
        np.array([[h, -h]]) @ sigmoid(np.array([[s], [s]]) * x - np.array([[s * a], [s * b]]))
    )[0],
    inner=lambda x, a, b, h, s: np.subtract(sigmoid(s * (x - a)), sigmoid(s * (x - b))) * h,
    helper=lambda x, a, b, h, s: (
        lambda at: h * sigmoid(s * (x - at))
    )(a) - h * sigmoid(s * (x - b)),
)  # fmt: skip
bank.unseen_right(
    logaddexp=lambda x, a, b, h, s: (
        h * (np.exp(-np.logaddexp(0, -s * (x - a))) - np.exp(-np.logaddexp(0, -s * (x - b))))
    ),
    complements=lambda x, a, b, h, s: h * (sigmoid(s * (b - x)) - sigmoid(s * (a - x))),
    layer_then_output=lambda x, a, b, h, s: (
        h * (sigmoid(s * (np.vstack([x, x]) - [[a], [b]]))).T @ [1.0, -1.0]
    ),
    clipped_at_700=lambda x, a, b, h, s: (
        h
        * (
            1 / (1 + np.exp(-np.clip(s * (x - a), -700, 700)))
            - 1 / (1 + np.exp(-np.clip(s * (x - b), -700, 700)))
        )
    ),
    map=lambda x, a, b, h, s: np.array(
        list(map(lambda v: h * (sigmoid(s * (v - a)) - sigmoid(s * (v - b))), x))
    ),
    reduced=lambda x, a, b, h, s: h * np.subtract.reduce([sigmoid(s * (x - at)) for at in (a, b)]),
    from_the_middle=lambda x, a, b, h, s: (
        h
        * (
            sigmoid(s * (x - (a + b) / 2 + (b - a) / 2))
            - sigmoid(s * (x - (a + b) / 2 - (b - a) / 2))
        )
    ),
    negative_steepness=lambda x, a, b, h, s: h * (sigmoid(-s * (x - b)) - sigmoid(-s * (x - a))),
)
bank.unseen_wrong(
    absolute="height * (rise - fall) -> height * np.abs(rise - fall) ** 2",
    fall_at_left="steepness * (x - right) -> steepness * (x - left + 1)",
    same_edges="steepness * (x - right) -> steepness * (x - left)",
    edges_exchanged="x, left, right, height, steepness -> x, right, left, height, steepness",
    arguments_in_another_order="x, left, right -> left, x, right",
    height_and_steepness_exchanged="right, height, steepness -> right, steepness, height",
    twice_as_steep=("steepness * (x - left) -> 2 * steepness * (x - left)",
                    "steepness * (x - right) -> 2 * steepness * (x - right)"),
    steepness_squared=("steepness * (x - left) -> steepness**2 * (x - left)",
                       "steepness * (x - right) -> steepness**2 * (x - right)"),
    steepness_at_the_right="steepness * (x - left) -> (x - left)",
    bracket_missing="steepness * (x - left) -> steepness * x - left",
    width_divides=("steepness * (x - left) -> steepness * (x - left) / (right - left)",
                   "steepness * (x - right) -> steepness * (x - right) / (right - left)"),
    distance_squared="steepness * (x - left) -> steepness * (x - left) ** 2",
    distance_absolute="steepness * (x - left) -> steepness * np.abs(x - left)",
    gauss="height * (rise - fall) -> height * np.exp(-((x - (left + right) / 2) ** 2))",
    box="height * (rise - fall) -> np.where((x >= left) & (x <= right), height, 0.0)",
    minimum="rise - fall -> np.minimum(rise, 1 - fall)",
    maximum="rise - fall -> np.maximum(rise, fall)",
    divided="rise - fall -> rise / fall",
    rise_twice="rise - fall -> rise - rise",
    half="rise - fall -> rise - fall / 2",
    one_minus_both="rise - fall -> 1 - rise - fall",
    one_minus_bump="rise - fall -> 1 - (rise - fall)",
    plus_one="rise - fall -> rise - fall + 1",
    squared="height * -> height**2 *",
    absolute_height="height * -> np.abs(height) *",
    integral=lambda x, a, b, h, s: h
    * (np.logaddexp(0, s * (x - a)) - np.logaddexp(0, s * (x - b))),
    arctan=lambda x, a, b, h, s: h * (np.arctan(s * (x - a)) - np.arctan(s * (x - b))) / np.pi,
    clipped_steps=lambda x, a, b, h, s: h
    * (np.clip(s * (x - a), 0, 1) - np.clip(s * (x - b), 0, 1)),
    overflow_on_the_left=lambda x, a, b, h, s: h
    * (1 / (1 + np.exp(-s * (x - a))) - sigmoid(s * (x - b))),
    exp_of_plus=lambda x, a, b, h, s: h
    * (1 / (1 + np.exp(s * (x - a))) - 1 / (1 + np.exp(s * (x - b)))),
    clip_at_10=lambda x, a, b, h, s: h
    * (sigmoid(np.clip(s * (x - a), -10, 10)) - sigmoid(s * (x - b))),
    normalised_bump="height * (rise - fall) -> height * (rise - fall) / np.max(rise - fall)",
    with_x="return height * (rise - fall) -> return x, height * (rise - fall)",
    two_results="return height * (rise - fall) -> return rise, fall",
    middle_only="return height * (rise - fall) -> return height",
)  # fmt: skip
bank.unseen_two(
    reversed_no_height="height * (rise - fall) -> fall - rise",
    reversed_rounded="height * (rise - fall) -> np.round(height * (fall - rise), 2)",
    added_no_height="height * (rise - fall) -> rise + fall",
    no_steepness_reversed=lambda x, a, b, h, s: h * (sigmoid(x - b) - sigmoid(x - a)),
    no_height_a_list="height * (rise - fall) -> (rise - fall).tolist()",
    only_rise_doubled="height * (rise - fall) -> 2 * height * rise",
    no_steepness_column=lambda x, a, b, h, s: (h * (sigmoid(x - a) - sigmoid(x - b)))[:, None],
    naive_reversed=lambda x, a, b, h, s: (
        h * (1 / (1 + np.exp(-s * (x - b))) - 1 / (1 + np.exp(-s * (x - a))))
    ),
)
bank.unseen_odd(
    by_side=lambda x, a, b, h, s: np.where(
        x < (a + b) / 2, h * sigmoid(s * (x - a)), h * sigmoid(s * (b - x))
    ),
)
bank.unseen_forms(VECTOR)
