"""Where real pictures come from and under what terms: addresses, sizes, hashes, licences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from deepcat_data.real.errors import LicenceError


@dataclass(frozen=True)
class Source:
    """An archive that others publish.

    Attributes
    ----------
    title : str
        What people call it.
    address : str
        Where its publisher serves it.
    file : str
        The name of the archive, there and in the cache.
    size : int
        In bytes.
    md5 : str
        Which tells a damaged or exchanged file.
    page : str
        Where it is described.
    terms : str
        The licence, or what stands in for one.
    citation : str
        What its authors ask to be cited.
    """

    title: str
    address: str
    file: str
    size: int
    md5: str
    page: str
    terms: str
    citation: str


# Stanford states no hash. Everyone who publishes one for this file publishes this one.
TINY_IMAGENET = Source(
    title="Tiny ImageNet",
    address="http://cs231n.stanford.edu/tiny-imagenet-200.zip",
    file="tiny-imagenet-200.zip",
    size=248_100_043,
    md5="90528d7ca1a48142e341f4ef8d21d0de",
    page="https://www.kaggle.com/c/tiny-imagenet",
    terms=(
        "The archive carries no licence of its own. Its pictures are from ImageNet, whose terms"
        " (https://www.image-net.org/download.php) allow non-commercial research and education"
        " only; ImageNet does not own the copyright of the pictures."
    ),
    citation=(
        "Y. Le and X. Yang, Tiny ImageNet Visual Recognition Challenge, CS 231N, Stanford 2015;"
        " J. Deng et al., ImageNet: A Large-Scale Hierarchical Image Database, CVPR 2009."
    ),
)

# The binary versions: the publisher's page states these hashes. Nothing of the versions for Python
# is used, for those are pickles.
_CIFAR_PAGE = "https://www.cs.toronto.edu/~kriz/cifar.html"
_CIFAR_TERMS = (
    "No licence is published; the page asks to cite the report. The pictures were collected from"
    " the web for 80 Million Tiny Images, a set that its authors have since withdrawn, and belong"
    " to those who made them."
)
_CIFAR_CITATION = "A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009."
CIFAR_10 = Source(
    title="CIFAR-10",
    address="https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
    file="cifar-10-binary.tar.gz",
    size=170_052_171,
    md5="c32a1d4ab5d03f1284b67883e8d87530",
    page=_CIFAR_PAGE,
    terms=_CIFAR_TERMS,
    citation=_CIFAR_CITATION,
)
CIFAR_100 = Source(
    title="CIFAR-100",
    address="https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
    file="cifar-100-binary.tar.gz",
    size=168_513_733,
    md5="03b5dce01913d631647c71ecec9e9cb8",
    page=_CIFAR_PAGE,
    terms=_CIFAR_TERMS,
    citation=_CIFAR_CITATION,
)

# What each data set is made of.
SOURCES: Mapping[str, tuple[Source, ...]] = MappingProxyType(
    {"tiny-imagenet": (TINY_IMAGENET,), "cifar": (CIFAR_10, CIFAR_100)}
)


def licence_of(name: str) -> str:
    """Return what must be accepted before a data set is fetched: terms, origin and citation.

    Parameters
    ----------
    name : str
        A key of `SOURCES`.

    Raises
    ------
    ValueError
        If there is no such data set.
    """
    if name not in SOURCES:
        raise ValueError(f"the data sets are {', '.join(map(repr, SOURCES))}, not {name!r}")
    return "\n\n".join(
        f"{source.title} ({source.size / 1e6:.0f} MB)\n"
        f"  from   {source.address}\n"
        f"  see    {source.page}\n"
        f"  terms  {source.terms}\n"
        f"  cite   {source.citation}"
        for source in SOURCES[name]
    )


def require_acceptance(name: str, accepted: bool) -> None:
    """Go on only if the terms of a data set were accepted.

    Whether the archive is there already makes no difference: another person of the same computer
    may have accepted, and a notebook that runs for one should not stop for the next.

    Raises
    ------
    LicenceError
        If they were not. Its text shows them, and says how to accept.
    """
    # Not just anything that counts as true: acceptance is a word, not an accident.
    if accepted is not True:
        raise LicenceError(
            f"These pictures come under terms that you must accept first.\n\n{licence_of(name)}\n\n"
            "If you accept them, call again with accept_licence=True."
        )
