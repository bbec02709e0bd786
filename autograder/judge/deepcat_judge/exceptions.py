"""A student's exception in ordinary words: what it means, and what to think about next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deepcat_judge.formulas import unknown_name
from deepcat_judge.observe import Raised

# (exception type, pattern in its text, next thought); the first that fits is said.
_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("SyntaxError", r"invalid character '−'|invalid character '–'",
     "A minus sign copied from a text looks right and is another sign. Type it on the keyboard."),
    ("SyntaxError", r"invalid character '[²³]",
     "A power is written with **: x squared is x**2."),
    ("SyntaxError", r"invalid character",
     "A sign copied from a text or a formula is none that Python knows. Type it on the "
     "keyboard."),
    ("SyntaxError", r"invalid decimal literal",
     "A number stands directly before a name. Multiplication is always written: 2 * x."),
    ("SyntaxError", r"was never closed|unmatched|does not match",
     "Count the brackets of this line and of the lines above it: each one that opens must close."),
    ("SyntaxError", r"expected ':'",
     "A line with def, if, else, for or while ends in a colon."),
    ("SyntaxError", r"outside function",
     "The lines of a function are indented by four spaces, below its def."),
    ("IndentationError", r"expected an indented block",
     "What belongs to the line above is indented by four spaces more than it."),
    ("IndentationError|TabError", r"",
     "Lines of one block begin in the same column. Is there a space too many, or one too few?"),
    ("SyntaxError", r"'==' (?:or ':=' )?instead of '='",
     "A single = gives a name its value; to ask whether two things are equal, write ==."),
    ("SyntaxError", r"unterminated string",
     "A quotation mark begins a text that does not end on its line. A name holds "
     "none."),
    ("SyntaxError", r"forgot a comma",
     "Two things stand side by side. Between them belongs a comma, or an operator such as * or +."),
    ("SyntaxError", r"Missing parentheses in call",
     "What print is to show stands in parentheses: print(x)."),
    ("SyntaxError", r"",
     "Python cannot read this line, or the end of the line above it. Is a bracket, a comma, a "
     "colon or an operator missing?"),
    ("AttributeError", r"module '(\w+)' has no attribute '(\w+)'",
     "There is nothing called {1} in {0}. Is it spelled right?"),
    ("AttributeError", r"'NoneType'",
     "Something is None: a function without a return gives None."),
    ("AttributeError", r"'(?:float|int|bool)' object has no attribute 'item'",
     "It is a plain number already: .item() is needed only where a number sits in an array."),
    ("AttributeError", r"'([\w.]+)' object has no attribute '(\w+)'",
     "What stands before the dot is of type {0}, and such a thing has no {1}."),
    ("UnboundLocalError", r"'(\w+)'",
     "{0} is used before it has a value on this way through the function."),
    ("TypeError", r"only (?:length-1|size-1|0-dimensional) arrays can be converted",
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
    ("ValueError", r"does not have enough dimensions",
     "One side of @ is a single number. A number is multiplied with *."),
    ("ValueError", r"matmul|shapes .* not aligned|core dimension",
     "In A @ B the columns of A must match the rows of B. Is a .T missing, or one too many?"),
    ("ValueError", r"could not be broadcast",
     "Two shapes do not fit together. Write the shape of each array beside the line."),
    ("ValueError", r"cannot reshape",
     "The new shape holds another number of elements. Which shape does the array have before?"),
    ("ValueError", r"read-only",
     "Your function tries to change its input. Make a new array instead."),
    ("ValueError", r"inhomogeneous",
     "The rows in np.array([...]) are not all of the same length."),
    ("ValueError", r"setting an array element with a sequence",
     "A whole array is put where one number belongs."),
    ("ValueError", r"math domain error",
     "The logarithm of 0, or a root of a negative number, does not exist. For which input does it "
     "arise?"),
    ("UFuncTypeError|_UFuncOutputCastingError", r"casting",
     "A float result is written into an integer array. Look at the dtype of that array."),
    ("TypeError|UFuncTypeError", r"bitwise_xor|for \^:",
     "In Python, ^ is not the sign of a power. 'x squared' is written x**2."),
    ("TypeError", r"unsupported operand.*'(?:function|builtin_function_or_method|numpy\.ufunc)'",
     "A function itself is computed with, not what it gives. Call it: write its argument in "
     "parentheses behind its name."),
    ("TypeError", r"for @: '(?:float|int)' and '(?:float|int)'",
     "@ multiplies tables of numbers. Two numbers are multiplied with *."),
    ("TypeError", r"multiply sequence by non-int|unsupported operand.*'(?:list|tuple)'",
     "A list or a tuple is not an array, and cannot be calculated with. np.array(...) makes an "
     "array of it."),
    ("TypeError", r"only integer scalar arrays",
     "A whole array stands where this function wants one whole number, such as an axis. What does "
     "each of its arguments mean?"),
    ("TypeError", r"array\(\) takes from 1 to 2|Cannot interpret '-?[\d.]+' as a data type"
     r"|Field elements must be",
     "All the numbers, or the whole shape, go into one more pair of brackets: "
     "np.array([[1.0], [2.0]]), np.zeros((2, 1))."),
    ("TypeError", r"'(?:numpy\.ndarray|(?:numpy\.\w*)?(?:float|int)\w*)' object is not callable",
     "Parentheses stand directly behind a value, and Python takes them for a call. A product is "
     "always written with a sign: a * (1 - a). Or is one name used for a function and a value?"),
    ("TypeError", r"'tuple' object is not callable",
     "Parentheses stand behind a tuple. An element is taken out with square brackets, as in "
     "X.shape[0]; or is a comma missing?"),
    ("TypeError", r"'([\w.]+)' object is not callable",
     "Something of type {0} is called as if it were a function. Is a name used twice?"),
    ("TypeError", r"'(?:int|float|numpy\.\w*(?:float|int)\w*)' object is not iterable",
     "One number is not a row of things to go through. To repeat something n times, write "
     "for i in range(n)."),
    ("TypeError", r"'(?:numpy\.)?float\w*' object cannot be interpreted as an integer",
     "A whole number belongs here, for a count, a size or an axis, and there is a float."),
    ("TypeError", r"'(?:\w*function\w*|numpy\.ufunc|method)' object is not subscriptable",
     "A function is called with round brackets: np.exp(z), np.array([1.0, 2.0])."),
    ("TypeError", r"'(?:int|float)' object is not subscr|type '(?:int|float)' has no len",
     "This is a single number: it has no elements and no length."),
    ("TypeError", r"list indices must be integers or slices, not tuple",
     "A list of lists is not a table: it has no [row, column]. np.array(...) makes a table of it."),
    ("TypeError", r"\(\) (?:takes|missing)",
     "The number of arguments does not fit. Compare the call with the first line of the function "
     "that is called; your answer's own first line, with def, must stay as it was."),
    ("TypeError", r"'NoneType'|type NoneType",
     "Something is None: a function without a return gives None."),
    ("TypeError", r"'str'|to str",
     "A text takes part in a calculation. Quotes make a text of what stands between them."),
    ("IndexError", r"invalid index to scalar",
     "This is a single number: it has no elements and no length."),
    ("IndexError", r"only integers|of integer \(or boolean\) type",
     "An index is a whole number, counted from 0. Here it is something else."),
    ("IndexError", r"too many indices",
     "There are more indices than the array has dimensions. Which shape does it have?"),
    ("IndexError", r"boolean index did not match",
     "The mask in the brackets has another shape than the array before them."),
    ("IndexError", r"out of (?:range|bounds)",
     "An index is outside its array. Indices start at 0 and end one before the length."),
    ("KeyError", r"",
     "A dict has no entry of this name. print(d.keys()) shows which it has."),
    ("OverflowError", r"",
     "A number became too large. What does the formula do with a very large input?"),
    ("ZeroDivisionError", r"", "Something is divided by zero. For which input?"),
    ("RecursionError", r"", "The function calls itself without end."),
    ("SystemExit", r"", "The function tries to end Python. Return a value instead."),
    ("ModuleNotFoundError|ImportError", r"", "This exercise needs nothing but NumPy."),
)  # fmt: skip
_UNKNOWN_NAME = re.compile(r"name '(\w+)' is not defined.*", re.DOTALL)
_TRANSPOSED = re.compile(r"\^\s*T\b")


def headline(raised: Raised) -> str:
    """The exception as one sentence."""
    return f"Your code stopped with {what(raised)}."


def what(raised: Raised) -> str:
    """The exception's type and its own words."""
    text = f": {raised.text.removesuffix('.')}" if raised.text else ""
    return f"{raised.kind}{text}"


def next_thought(raised: Raised, arguments: Sequence[str] = ()) -> str:
    """What an exception of this kind usually asks one to think about.

    Parameters
    ----------
    raised : Raised
    arguments : sequence of str
        Names of the arguments that the exercise's function has.
    """
    if raised.kind == "NameError" and (name := _UNKNOWN_NAME.fullmatch(raised.text)):
        return unknown_name(name[1], arguments)
    if raised.kind == "SyntaxError" and _TRANSPOSED.search(raised.line):
        return "The formula's transpose is written w.T, and the product that follows it @."
    for kinds, pattern, thought in _MEANINGS:
        if re.fullmatch(kinds, raised.kind) and (match := re.search(pattern, raised.text)):
            return thought.format(*match.groups())
    return (
        "Print what each name in your line holds, and its shape, just before that line: check() "
        "shows what is printed."
    )
