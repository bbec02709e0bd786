"""Made-up students who write right answers in a way of their own, and copies of their work."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable

import numpy as np

WORDS = (
    "total score summed activation intermediate result scores value values inner outer product "
    "combined term terms factor numerator denominator exponent exponential shifted scaled "
    "difference error errors squared average output outputs prediction predicted partial step_one "
    "step_two helper temp current answer final weighted linear margin distance slope change "
    "left_part right_part upper lower sum_of_all count number ratio fraction probability "
    "positive negative mask selected chosen update correction norm columns rows matrix vector "
    "entry piece chunk first second third new_value old_value raw clipped stable maximum minimum"
)
NAMES = WORDS.split()
VERBS = ("compute", "calculate", "get", "find", "take", "form", "build", "now", "here", "determine")
OBJECTS = (
    "the weighted sum of the inputs", "the sum over all examples", "the mean over the columns",
    "the difference to the label", "the exponent first", "the derivative of the loss",
    "the output of the neuron", "the slope at this point", "all values at once",
    "one value per example", "the product of both matrices", "the bias for every column",
    "the error of the prediction", "the probability of a cat", "what the next layer needs",
    "the largest score so that nothing overflows", "the shapes so they fit",
    "the result for every row", "the square of the errors", "how far we are off",
    "the logarithm, which must not be zero", "the gradient with respect to the weights",
    "the part that depends on the label", "the final answer",
)  # fmt: skip
BRANCHES = (ast.Lambda, ast.comprehension, ast.IfExp, ast.BoolOp)
Copy = Callable[[str, np.random.Generator], str]


class Author:
    """Writes an answer with names, steps in between and comments of one's own."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.names = [str(name) for name in rng.choice(NAMES, 25, replace=False)]
        self.verbs = [str(verb) for verb in rng.choice(VERBS, 4, replace=False)]
        self.steps, self.turned, self.talk = rng.uniform((0.1, 0, 0), (0.6, 0.5, 0.5))

    def write(self, source: str) -> str:
        """An answer to which `source` is one, too."""
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
                node.body = node.body[1:] or [ast.Pass()]
        for function in tree.body:
            if isinstance(function, ast.FunctionDef):
                self._rename(function)
                function.body = _Steps(self, bound(function)).block(function.body)
        return "\n".join(self._commented(ast.unparse(ast.fix_missing_locations(tree)).splitlines()))

    def _rename(self, function: ast.FunctionDef) -> None:
        for old in bound(function):
            new = str(self.rng.choice(self.names))
            if self.rng.random() < 0.5 and new not in {*map(_name, ast.walk(function))}:
                for node in ast.walk(function):
                    if isinstance(node, ast.Name) and node.id == old:
                        node.id = new

    def _commented(self, lines: Iterable[str]) -> Iterable[str]:
        for line in lines:
            if line.startswith(" ") and self.rng.random() < self.talk:
                yield line[: len(line) - len(line.lstrip())] + comment(self.rng, self.verbs)
            yield line


class _Steps(ast.NodeTransformer):
    """Gives names to some of the values in between, and turns some products round."""

    def __init__(self, author: Author, taken: Iterable[str]) -> None:
        self.author, self.taken, self.before = author, set(taken), list[ast.stmt]()

    def block(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        done: list[ast.stmt] = []
        for one in statements:
            plain = isinstance(one, (ast.Assign, ast.Return, ast.AugAssign)) and one.value
            if plain and not any(isinstance(node, BRANCHES) for node in ast.walk(one)):
                self.before = []
                one.value = self.visit(one.value)  # type: ignore[attr-defined]  # it has one
                done += self.before
            for field in ("body", "orelse"):
                if isinstance(inner := getattr(one, field, None), list):
                    setattr(one, field, self.block(inner))
            done.append(one)
        return done

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult) and self.author.rng.random() < self.author.turned:
            node.left, node.right = node.right, node.left
        return self._named(node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        return self._named(node)

    def _named(self, node: ast.expr) -> ast.expr:
        free = [name for name in self.author.names if name not in self.taken]
        if not free or self.author.rng.random() >= self.author.steps:
            return node
        name = str(self.author.rng.choice(free))
        self.taken.add(name)
        self.before.append(ast.Assign([ast.Name(name, ast.Store())], node))
        return ast.Name(name, ast.Load())


def bound(function: ast.AST) -> list[str]:
    """Names that a function gives values."""
    nodes = (node for node in ast.walk(function) if isinstance(node, ast.Name))
    return sorted({node.id for node in nodes if isinstance(node.ctx, ast.Store)})


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "arg", None) or ""


def comment(rng: np.random.Generator, verbs: Iterable[str] = VERBS) -> str:
    """A comment such as many write."""
    return f"# {rng.choice([*verbs])} {rng.choice(OBJECTS)}"


def same(source: str, rng: np.random.Generator) -> str:
    """The text as it is."""
    return source


def spaced(source: str, rng: np.random.Generator) -> str:
    """Other whitespace."""
    text = source.replace(" = ", "=").replace(", ", ",").replace("(", "( ")
    return text.replace("\n", "\n\n").replace("    ", "      ")


def recommented(source: str, rng: np.random.Generator) -> str:
    """Other comments."""
    return re.sub(r"#.*", lambda _: comment(rng), source)


def renamed(source: str, rng: np.random.Generator) -> str:
    """Other names for all that the function binds."""
    for name in bound(ast.parse(source)):
        new = f"{rng.choice(NAMES)}_{rng.integers(10)}"
        source = re.sub(rf"\b{name}\b", new, source)
    return source


def disguised(source: str, rng: np.random.Generator) -> str:
    """All of it."""
    return spaced(renamed(recommented(source, rng), rng), rng)


COPIES: dict[str, Copy] = {
    "same": same,
    "spaced": spaced,
    "recommented": recommented,
    "renamed": renamed,
    "disguised": disguised,
}
