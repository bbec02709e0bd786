"""Take docs/teaching.md's pictures of pages: ``python benchmarks/page_pictures.py deepcat-demo``.

The class is the one that ``deepcat demo`` makes. It needs Chromium; the pictures go to ``docs/``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

DOCS = Path(__file__).parents[1] / "docs"
COLOURS = 128
# Of each picture: the page, width and height.
PAGES = {
    "class-overview": ("reports/overview.html", 1000, 760),
    "class-lesson": ("reports/2_neuron.html", 1200, 900),
    "feedback-page": ("feedback/tuva/2_neuron/2_neuron.html", 760, 820),
}


def main(folder: Path) -> None:
    """Take all pictures of a class."""
    for name, (page, width, height) in PAGES.items():
        target = DOCS / f"{name}.png"
        with TemporaryDirectory() as profile:
            subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 f"--window-size={width},{height}", f"--user-data-dir={profile}",
                 f"--screenshot={target}", (folder / page).resolve(strict=True).as_uri()],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
        Image.open(target).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(
            target, optimize=True
        )
        print(f"{target}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
