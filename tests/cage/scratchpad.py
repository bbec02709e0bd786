"""A program for a cage: it runs a text, and says what came of it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from typing import Any, NoReturn


def prepare(given: Mapping[str, Any]) -> Callable[[int, int], NoReturn]:
    """Get ready."""

    def serve(inlet: int, outlet: int) -> NoReturn:
        source = os.read(inlet, 65536).decode()
        said: list[object] = []
        try:
            exec(source, {"say": said.append, "os": os, "time": time, **given})
        except BaseException as error:
            said.append(type(error).__name__)
        os.write(outlet, json.dumps(said).encode())
        time.sleep(600)
        os._exit(0)

    return serve
