"""A student's exception in ordinary words: what it means, and what to think about next."""

from __future__ import annotations

import re

from deepcat_judge.observe import Raised

# (exception type, pattern in its text, next thought)
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("NameError", r"name '(\w+)' is not defined",
     "Python does not know {0}. Is it spelled right, and has the cell that defines it been run?"),
    ("AttributeError", r"module '(\w+)' has no attribute '(\w+)'",
     "There is nothing called {1} in {0}. Is it spelled right?"),
    ("AttributeError", r"'NoneType'",
     "Something is None: a function without a return gives None."),
    ("AttributeError", r"'([\w.]+)' object has no attribute '(\w+)'",
     "What stands before the dot is of type {0}, and such a thing has no {1}."),
    ("UnboundLocalError", r"'(\w+)'",
     "{0} is used before it has a value on this way through the function."),
    ("TypeError", r"only (?:length-1|0-dimensional) arrays can be converted",
     "float() and the math module take one number, not an array: .item() takes one number out of "
     "its brackets, and NumPy has functions for whole arrays."),
    ("ValueError", r"truth value of an array",
     "if, max and min of Python decide about one number. What decides element by element?"),
    ("ValueError", r"array of size 1",
     ".item() takes the number out of an array that holds exactly one. Which shape has this array, "
     "and which one did you expect?"),
    ("ValueError", r"values to unpack",
     "There are more names on the left than values on the right, or fewer. May there be any "
     "number of values?"),
    ("ValueError", r"matmul|shapes .* not aligned|core dimension",
     "In A @ B the columns of A must match the rows of B. Is a .T missing, or one too many?"),
    ("ValueError", r"could not be broadcast",
     "Two shapes do not fit together. Write the shape of each array beside the line."),
    ("ValueError", r"read-only",
     "Your function tries to change its input. Make a new array instead."),
    ("ValueError", r"setting an array element with a sequence",
     "A whole array is put where one number belongs."),
    ("UFuncTypeError|_UFuncOutputCastingError", r"casting",
     "A float result is written into an integer array. Look at the dtype of that array."),
    ("TypeError|UFuncTypeError", r"bitwise_xor|for \^:",
     "In Python, ^ is not the sign of a power. 'x squared' is written x**2."),
    ("TypeError", r"unsupported operand.*'(?:function|builtin_function_or_method|numpy\.ufunc)'",
     "A function itself is computed with, not what it gives. Call it: write its argument in "
     "parentheses behind its name."),
    ("TypeError", r"only integer scalar arrays",
     "A whole array stands where this function wants one whole number, such as an axis. What does "
     "each of its arguments mean?"),
    ("TypeError", r"'([\w.]+)' object is not callable",
     "Something of type {0} is called as if it were a function. Is a name used twice?"),
    ("TypeError", r"\(\) (?:takes|missing)",
     "The number of arguments does not fit. Compare the call with the first line of the function "
     "that is called; your answer's own first line, with def, must stay as it was."),
    ("TypeError", r"'NoneType'",
     "Something is None: a function without a return gives None."),
    ("IndexError", r"",
     "An index is outside its array. Indices start at 0 and end one before the length."),
    ("OverflowError", r"",
     "A number became too large. What does the formula do with a very large input?"),
    ("ZeroDivisionError", r"", "Something is divided by zero. For which input?"),
    ("RecursionError", r"", "The function calls itself without end."),
    ("SystemExit", r"", "The function tries to end Python. Return a value instead."),
    ("ModuleNotFoundError|ImportError", r"", "This exercise needs nothing but NumPy."),
)  # fmt: skip


def headline(raised: Raised) -> str:
    """The exception as one sentence."""
    text = f": {raised.text.removesuffix('.')}" if raised.text else ""
    return f"Your code stopped with {raised.kind}{text}."


def next_thought(raised: Raised) -> str:
    """What an exception of this kind usually asks one to think about."""
    for kinds, pattern, thought in _MEANINGS:
        if re.fullmatch(kinds, raised.kind) and (match := re.search(pattern, raised.text)):
            return thought.format(*match.groups())
    return "Read the line above, and print what each name in it holds, and its shape."
