"""Draw the README's picture of a verdict, light and dark: ``python benchmarks/verdict_picture.py``.

The verdict is a real one. It needs Chromium; the pictures go to ``docs/``.
"""

from __future__ import annotations

import html
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PIL import Image

from deepcat.checking import check
from deepcat.view import as_html

DOCS = Path(__file__).parents[1] / "docs"
WIDTH, HEIGHT, COLOURS = 720, 372, 96
ANSWER = """\
def sigmoid(Z):
    return 1 / (1 + np.exp(Z))
"""
# As in JupyterLab: ground, code, text, its fainter form, borders, and a cell's ground.
THEMES = {
    "light": ("#ffffff", "#212121", "#000000de", "#0000008a", "#bdbdbd", "#f5f5f5"),
    "dark": ("#111111", "#e0e0e0", "#ffffffde", "#ffffffb3", "#616161", "#212121"),
}
PAGE = """<!doctype html><meta charset="utf-8"><style>
:root {{ --jp-content-font-color1: {ink}; --jp-content-font-color2: {soft};
  --jp-border-color2: {edge}; --jp-content-font-family: sans-serif; }}
body {{ margin: 16px; background: {ground}; }}
pre.cell {{ margin: 0 0 10px; padding: 8px 12px; background: {cell}; color: {code};
  border: 1px solid {edge}; border-radius: 3px; font: 14px/1.45 monospace; }}
</style><pre class="cell">{source}</pre>{verdict}"""


def page(theme: str) -> str:
    """Return the cell and its verdict as a page."""
    names: dict[str, Any] = {"np": np}
    exec(ANSWER, names)
    ground, code, ink, soft, edge, cell = THEMES[theme]
    verdict = as_html(check(names["sigmoid"], "neuron.sigmoid"))
    return PAGE.format(
        ground=ground, code=code, ink=ink, soft=soft, edge=edge, cell=cell,
        source=html.escape(f"{ANSWER}\ncheck(sigmoid)"), verdict=verdict,
    )  # fmt: skip


def main() -> None:
    """Take both pictures."""
    for theme in THEMES:
        target = DOCS / f"verdict-{theme}.png"
        with TemporaryDirectory() as folder:
            source = Path(folder) / "verdict.html"
            source.write_text(page(theme), encoding="utf-8")
            subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 "--force-device-scale-factor=2", f"--window-size={WIDTH},{HEIGHT}",
                 f"--user-data-dir={folder}/profile", f"--screenshot={target}", source.as_uri()],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        Image.open(target).convert("RGB").quantize(COLOURS).save(target, optimize=True)
        print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
