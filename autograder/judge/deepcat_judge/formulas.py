"""Names that Python does not know: how the symbols of a formula are written in Python and NumPy."""

from __future__ import annotations

import builtins
import difflib
import re
from collections.abc import Sequence

import numpy as np

# What is said of a symbol whatever the exercise; {0} is the symbol.
_SYMBOLS = {
    "np": "np is NumPy. The first code cell of the notebook imports it: run that cell, and after "
    "a restart run the notebook from the top.",
    "numpy": "NumPy goes by the name np in this notebook.",
    "T": "The sign ^ and the name T are the formula's. In NumPy the transpose of w is w.T, and the "
    "matrix product is written @.",
    "e": "Euler's number is np.e, and e to the power of x is written np.exp(x).",
    "ln": "The natural logarithm is np.log.",
    "true": "Python writes True and False with a capital letter.",
    "false": "Python writes True and False with a capital letter.",
    "null": "Python's word for nothing is None.",
    "math": "The module math would have to be imported, and it takes one number at a time. NumPy "
    "has the same functions for whole arrays, such as np.exp.",
    "y_hat": "ŷ is the prediction. Compute it on a line before, under this name.",
    "eta": "η in the formulas is the learning rate.",
    "sigma": "σ in the formulas is an activation, such as your function sigmoid.",
}
_ALIASES = {
    "yhat": "y_hat",
    "y_pred": "y_hat",
    "ŷ": "y_hat",
    "η": "eta",
    "lr": "eta",
    "alpha": "eta",
    "σ": "sigma",
    "π": "pi",
    "Infinity": "inf",
    "infinity": "inf",
    "NaN": "nan",
}
# A letter of the formulas to the argument that carries it, where an exercise has one.
_CARRIED = {"eta": "learning_rate", "sigma": "activation", "y_hat": "predictions"}
_INDEXED = re.compile(r"([A-Za-zŷ])_?([0-9ijkmn])")


def unknown_name(name: str, arguments: Sequence[str] = ()) -> str:
    """What to think about when Python does not know a name.

    Parameters
    ----------
    name : str
        As the NameError has it.
    arguments : sequence of str
        Names of the arguments that the exercise's function has.
    """
    symbol = _ALIASES.get(name, name)
    carried = _CARRIED.get(symbol)
    if carried in arguments:
        return f"{name} of the formula is your function's argument {carried}."
    if alike := _alike(name, arguments):
        return f"Python does not know {name}. Do you mean your function's argument {alike}?"
    if name in ("m", "n"):
        return _count(name, arguments)
    if symbol in _SYMBOLS:
        return _SYMBOLS[symbol]
    if hasattr(np, symbol) and not symbol.startswith("_") and not hasattr(builtins, symbol):
        return f"NumPy has {symbol} under the name np.{symbol}."
    if indexed := _INDEXED.fullmatch(name):
        return _element(name, indexed[1], arguments)
    known = f" Its argument{_is_or_are(arguments)} {_listed(arguments)}." if arguments else ""
    return (
        f"Python does not know {name} inside your function.{known} Anything else has to get its "
        "value on a line before, or in a cell that was run."
    )


def _alike(name: str, arguments: Sequence[str]) -> str:
    """The argument that a name may be a slip of the keyboard for."""
    for argument in arguments:
        if argument.lower() == name.lower() and argument != name:
            return argument
    long = [argument for argument in arguments if len(argument) > 3]
    return next(iter(difflib.get_close_matches(name, long, n=1, cutoff=0.75)), "")


def _count(name: str, arguments: Sequence[str]) -> str:
    words = "the number of examples" if name == "m" else "the number of inputs"
    if "X" in arguments:
        return f"{name} is {words}. It is part of the shape of X: X.shape[{int(name == 'm')}]."
    if name == "n" and "w" in arguments:
        return f"n is {words}, and w has one weight for each: w.shape[0]."
    if name == "m" and "x" in arguments:
        return f"m is {words}. Of an array with one number for each, it is len(x)."
    return f"{name} is {words}. It is part of an array's shape, such as X.shape."


def _element(name: str, letter: str, arguments: Sequence[str]) -> str:
    whole = f" {letter} alone stands for all of them at once." if letter in arguments else ""
    return (
        f"An index is written in brackets and counted from 0: what a formula calls {letter}₁ is "
        f"{letter}[0].{whole}"
    )


def _is_or_are(names: Sequence[str]) -> str:
    return " is" if len(names) == 1 else "s are"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
