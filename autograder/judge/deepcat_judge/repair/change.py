"""What a small edit of an expression is: the new expression, what to look at, and how natural."""

from __future__ import annotations

import ast
import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """What to look at; the value completes "look at ..."."""

    OPERATOR = "the operator"
    COMPARISON = "the comparison"
    NUMBER = "the number"
    NAME = "the variable"
    SIGN = "the sign"
    BRACKETS = "the brackets"
    ORDER = "the order"
    TRANSPOSE = "what is transposed"
    AXIS = "the axis"
    FUNCTION = "the function that is called"
    SURPLUS = "whether all of it is needed"
    MISSING = "whether a step is missing"
    INDEX = "the index"
    LOOP = "what belongs inside the loop"
    UPDATE = "what happens to the old value"
    RETURN = "what is returned"


# How natural an edit is: a slip of one sign, one that takes a thought, one that is far-fetched.
SLIP, THOUGHT, FAR = 0, 1, 2


@dataclass(frozen=True)
class Change:
    """One expression in the place of another."""

    node: ast.expr
    new: ast.expr
    kind: Kind
    rank: int


def name(text: str) -> ast.Name:
    """A name that is read."""
    return ast.Name(text, ast.Load())


def call(function: ast.expr, *args: ast.expr, **keywords: ast.expr) -> ast.Call:
    """A call."""
    return ast.Call(
        function, list(args), [ast.keyword(key, value) for key, value in keywords.items()]
    )


def attribute(value: ast.expr, attr: str) -> ast.Attribute:
    """An attribute that is read."""
    return ast.Attribute(value, attr, ast.Load())


def is_number(node: ast.AST) -> bool:
    """Whether a node is a number that was written down."""
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)
