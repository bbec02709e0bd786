"""Which functions drive the playground, and which of them are the student's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from deepcat.widgets.attempt import Trouble
from deepcat.widgets.parts import CROSS_ENTROPY, LOSSES, SQUARED_ERROR, Function, Parts
from deepcat.widgets.penalty import NO_PENALTY, Penalty
from deepcat.widgets.playground_features import PLAIN
from deepcat.widgets.training_run import Functions
from deepcat.widgets.words import name_of

YOURS = "yours"


@dataclass(frozen=True)
class Choice:
    """What the controls say that bears on whose functions are at work.

    Attributes
    ----------
    kind, loss : str
        One of the engine's `kinds` and of its `losses`.
    n_classes : int
    features : tuple of str
        The inputs.
    penalty : Penalty
    scale : float
        Of the first weights.
    batch : int
        Points a step; 0 for all of them.
    """

    kind: str
    loss: str
    n_classes: int
    features: tuple[str, ...] = PLAIN
    penalty: Penalty = NO_PENALTY
    scale: float = 1.0
    batch: int = 0


class Engine:
    """The functions to choose from: whole ones, and what can be put together of parts.

    Parameters
    ----------
    whole : Functions
        Those that the playground was made with.
    initialize : callable or None
        The student's.
    parts : Parts, optional
    alternatives : mapping from name to (forward, gradients)
    n_classes : int
        What the whole ones are for.
    """

    def __init__(
        self,
        whole: Functions,
        initialize: Function | None,
        parts: Parts | None,
        alternatives: Mapping[str, tuple[Function, Function]],
        n_classes: int,
    ) -> None:
        self._whole, self._initialize, self._parts = whole, initialize, parts
        self._n_classes = n_classes
        first = next(iter(parts.activations)) if parts else YOURS
        self._pairs = {first: whole}
        for name, (forward, gradients) in alternatives.items():
            learnt = gradients if whole.step else None
            self._pairs[name] = replace(whole, forward=forward, gradients=learnt)
        activations = list(parts.activations) if parts else [YOURS]
        self.kinds = [*activations, *(name for name in alternatives if name not in activations)]
        self.losses = parts.losses if parts and whole.cost else LOSSES[:1]
        self.learns = whole.learns
        has = {"parts": parts is not None, "alternatives": bool(alternatives)}
        self.named = [f"{word}={word}" for word, is_there in has.items() if is_there]
        self.are_activations = parts is not None and not alternatives

    def can(self, n_classes: int) -> bool:
        """Whether there are functions for so many classes."""
        return n_classes == self._n_classes or (
            self._parts is not None
            and self._parts.can(n_classes)
            and (self._parts.learns or not self._whole.learns)
        )

    def index(self, kind: str | None) -> int:
        """Return where a kind stands; raises ValueError where there is none of that name."""
        if kind is None or kind == YOURS:
            return 0
        if kind not in self.kinds:
            raise ValueError(f"Playground has the kinds {', '.join(self.kinds)}, and no {kind!r}.")
        return self.kinds.index(kind)

    def functions(self, choice: Choice) -> Functions:
        """Return the functions at work; raises Trouble where there are none."""
        if self._is_whole(choice):
            return self._pairs[choice.kind]
        if self._parts is None or choice.kind not in self._parts.activations:
            raise Trouble(
                f"“{choice.kind}” is written for {self._n_classes} classes and the cross-entropy:"
                " choose other points, another loss or other functions."
            )
        return self._parts.functions(choice.kind, choice.loss, choice.n_classes, self._whole)

    def words(self, choice: Choice) -> str:
        """Return whose functions are at work, and what is the playground's own."""
        also = (self._whole.step, self._whole.minibatches if choice.batch else None)
        step = [name_of(function) for function in also if function]
        ours = self._ours(choice)
        if self._is_whole(choice):
            pair = self._pairs[choice.kind]
            names = [name_of(f) for f in (pair.forward, pair.gradients) if f]
        elif self._parts and choice.kind in self._parts.activations:
            whom = choice.kind, choice.loss, choice.n_classes
            names = self._parts.names(*whom, learns=self.learns)
            ours.insert(0, "the order in which they are called")
        else:
            names = []
        known = [name.removeprefix("your ") for name in (*names, *step)]  # one may have no name
        told = f"At work: your {joined(list(dict.fromkeys(known)))}." if names else ""
        return f"{told} The playground's own: {joined(ours)}.".strip() if ours else told

    def _is_whole(self, choice: Choice) -> bool:
        fits = choice.n_classes == self._n_classes and choice.loss == CROSS_ENTROPY
        return fits and choice.kind in self._pairs

    def _ours(self, choice: Choice) -> list[str]:
        made = [name for name in choice.features if name not in PLAIN]
        found = [f"the input{'s' if len(made) > 1 else ''} {joined(made)}"] if made else []
        if self._initialize is None:
            found.append("the first weights")
        elif choice.scale != 1:
            name = name_of(self._initialize)
            found.append(f"the factor {choice.scale:g} on the weights of your {name}")
        if not self._whole.learns:
            return found
        if choice.loss == SQUARED_ERROR and choice.n_classes == 2:
            found.append("the slope 2(ŷ − y) of the squared error")
        if choice.penalty.works:
            slope = "λ w" if choice.penalty.kind == "L2" else "λ times the sign of w"
            words = f"the penalty, which adds {slope} to the slope of each weight w"
            found.append(f"{words} and nothing to the curves")
        if choice.batch and not self._whole.minibatches:
            found.append("the dealing of batches")
        return found


def joined(names: list[str]) -> str:
    """Return names as a sentence has them.

    Examples
    --------
    >>> joined(["forward", "backward", "step"])
    'forward, backward and step'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
