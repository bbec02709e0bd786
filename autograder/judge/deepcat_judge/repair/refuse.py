"""Which code is never edited and run: what reaches beyond its own arguments and results."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from deepcat_judge.repair.text import Definition

NAMES = frozenset({
    "open", "exec", "eval", "compile", "__import__", "input", "breakpoint", "exit", "quit",
    "globals", "locals", "vars", "getattr", "setattr", "delattr", "get_ipython", "os",
    "sys", "subprocess", "shutil", "pathlib", "Path", "importlib", "io", "socket", "urllib",
    "requests", "http", "pickle", "shelve", "sqlite3", "ctypes", "signal", "threading",
    "multiprocessing", "concurrent", "asyncio", "builtins", "time", "random", "gc",
    "inspect", "tempfile", "glob", "atexit", "plt",
})  # fmt: skip
ATTRIBUTES = frozenset({
    "save", "savez", "savez_compressed", "savetxt", "tofile", "memmap", "dump", "dumps",
    "load", "loads", "loadtxt", "genfromtxt", "fromfile", "write", "writelines",
    "writetext", "write_text", "write_bytes", "read_text", "read_bytes", "unlink", "rmdir",
    "mkdir", "system", "popen", "seterr", "seterrcall", "set_printoptions", "setflags",
})  # fmt: skip
CHANGES = frozenset({
    "append", "extend", "insert", "remove", "pop", "clear", "update", "add", "discard",
    "setdefault", "popitem", "sort", "reverse", "fill", "put", "itemset", "resize",
    "partition", "appendleft", "popleft",
})  # fmt: skip
QUIET = frozenset({"errstate", "catch_warnings"})
DECORATORS = frozenset({"cache", "lru_cache", "wraps", "vectorize", "staticmethod", "classmethod"})


def refused(definition: Definition) -> str | None:
    """Why no edit of this function or class may be run, or None.

    An edit changes what code does, so code is left alone where a slip in it could reach a file,
    the system, a random state or an object that other cells hold, and where it could swallow
    the exception that ends an edit which loops.
    """
    for found in _reasons(definition):
        return found
    return None


def _reasons(definition: Definition) -> Iterator[str]:
    own = {node.id for node in ast.walk(definition) if _binds(node)}  # type: ignore[attr-defined]  # a Name
    own |= {node.arg for node in ast.walk(definition) if isinstance(node, ast.arg)}
    for node in ast.walk(definition):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield "it imports"
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            yield "it changes names outside itself"
        elif isinstance(node, (ast.Try, ast.TryStar)):
            yield "it catches exceptions"
        elif isinstance(node, (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)):
            yield "it is asynchronous"
        elif isinstance(node, ast.With) and not all(_is_quiet(item) for item in node.items):
            yield "it enters a context"
        elif isinstance(node, ast.Name) and node.id in NAMES and node.id not in own:
            yield f"it uses {node.id}"
        elif isinstance(node, ast.Attribute):
            yield from _attribute(node, own)
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if (base := _base(node)) not in own:
                yield f"it changes {base}"
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not all(
            _last_name(item) in DECORATORS for item in node.decorator_list
        ):
            yield "it is decorated"


def _binds(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


def _attribute(node: ast.Attribute, own: set[str]) -> Iterator[str]:
    base = _base(node)
    if node.attr in ATTRIBUTES or (node.attr.startswith("_") and base != "self"):
        yield f"it uses {node.attr}"
    elif node.attr in CHANGES | {"at"} and base not in own:
        yield f"it may change {base}"
    elif not isinstance(node.ctx, ast.Load) and base not in own:
        yield f"it changes {base}"
    elif getattr(node.value, "attr", "") == "random" and node.attr != "default_rng":
        yield "it draws from a state that others share"


def _base(node: ast.expr) -> str | None:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _is_quiet(item: ast.withitem) -> bool:
    call = item.context_expr
    return isinstance(call, ast.Call) and _last_name(call.func) in QUIET


def _last_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None
