"""A downloader for pooch that goes on where a broken transfer stopped."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from deepcat_data.real.errors import FetchError
from deepcat_data.real.extras import extra, progress
from deepcat_data.real.sources import Source

if TYPE_CHECKING:
    from requests import RequestException, Response

CHUNK = 1 << 16  # bytes
TIMEOUT = (10.0, 30.0)  # seconds to connect, and between two pieces of the answer


class Resuming:
    """Fetch an archive into a ``.part`` file, and what is still missing of it the next time.

    The server's word for the version of the file (RFC 9110's strong validator) is kept beside the
    part. It goes back with the request for the rest, so that the server sends the whole file if
    that has changed. A server that knows no ranges sends the whole file too. Without a validator
    nothing is continued.

    Parameters
    ----------
    source : Source
        What is fetched.
    part : pathlib.Path
        The unfinished file; nobody else may write to it meanwhile.
    """

    def __init__(self, source: Source, part: Path) -> None:
        self.source = source
        self.part = part
        self.note = part.with_name(part.name + ".version")
        self.host = urlsplit(source.address).hostname

    def __call__(self, url: str, output_file: str, pooch: object) -> None:
        """Fetch `url` into `output_file`; pooch compares the hash afterwards.

        Raises
        ------
        FetchError
            If the server cannot be reached, refuses, or the transfer breaks; what has arrived is
            kept for the next call.
        OSError
            If the file cannot be written.
        """
        # pooch made an empty file there, which would stay behind if this process were killed.
        Path(output_file).unlink(missing_ok=True)
        if self.arrived() > self.source.size:
            self._discard()
        if self.arrived() < self.source.size:
            self._transfer(url)
        os.replace(self.part, output_file)
        self.note.unlink(missing_ok=True)

    def arrived(self) -> int:
        """Return how many bytes the part holds."""
        try:
            return self.part.stat().st_size
        except FileNotFoundError:
            return 0

    def _transfer(self, url: str) -> None:
        """Ask for what is missing, and write what comes."""
        with extra():
            import requests
        version = self._version()
        start = self.arrived() if version else 0
        # Compression on the way would make other bytes of the file, and other ranges.
        headers = {"User-Agent": "deepcat-data", "Accept-Encoding": "identity"}
        if start:
            headers |= {"Range": f"bytes={start}-", "If-Range": version}
        try:
            answer = requests.get(url, headers=headers, stream=True, timeout=TIMEOUT)
        except requests.RequestException as error:
            raise FetchError(self._unreachable(error)) from None
        with answer:
            if answer.status_code == 200:
                return self._receive(answer, 0)
            if answer.status_code == 206 and start and self._continues(answer, start, version):
                return self._receive(answer, start)
        if answer.status_code in (206, 416) and start:
            self._discard()
            return self._transfer(url)
        raise FetchError(self._refused(answer.status_code))

    def _receive(self, answer: Response, start: int) -> None:
        """Write an answer's body to the part, from this byte on."""
        import requests

        length = answer.headers.get("Content-Length", "")
        if length.isdigit() and start + int(length) != self.source.size:
            raise FetchError(self._another_file())
        if not start:
            self._discard()
            self.note.write_text(_version_of(answer), encoding="latin-1")
        # Some servers call a .tar.gz a .tar in gzip encoding: it is kept as it is stored.
        answer.raw.headers.pop("Content-Encoding", None)
        with (
            self.part.open("ab") as file,
            progress(self.source.file, self.source.size, "B", start=start) as bar,
        ):
            try:
                for piece in answer.iter_content(CHUNK):
                    file.write(piece)
                    bar.update(len(piece))
                    if file.tell() > self.source.size:
                        break
            except requests.RequestException:
                pass  # as with an answer that ends early, the length tells
        if self.arrived() > self.source.size:
            self._discard()
            raise FetchError(self._another_file())
        if self.arrived() < self.source.size:
            raise FetchError(self._broken())

    def _continues(self, answer: Response, start: int, version: str) -> bool:
        """Tell whether partial content is the rest of the same file."""
        found = re.fullmatch(
            r"bytes (\d+)-(\d+)/(\d+|\*)", answer.headers.get("Content-Range", "").strip()
        )
        last = self.source.size - 1
        return (
            found is not None
            and (int(found[1]), int(found[2])) == (start, last)
            and found[3] in ("*", str(self.source.size))
            and _version_of(answer) in ("", version)
        )

    def _version(self) -> str:
        """Return the validator of the file that the part belongs to, or nothing."""
        try:
            text = self.note.read_text(encoding="latin-1")
        except FileNotFoundError:
            return ""
        return text if text.isprintable() else ""

    def _discard(self) -> None:
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def _unreachable(self, error: RequestException) -> str:
        import requests

        if isinstance(error, requests.exceptions.ProxyError):
            return "The proxy refuses: correct HTTP_PROXY and HTTPS_PROXY, then start again."
        if isinstance(error, requests.exceptions.SSLError):
            return (
                f"No safe connection to {self.host} can be made: check the computer's date, and"
                " whether the network asks for a login, then start again."
            )
        if isinstance(error, requests.Timeout):
            return f"{self.host} does not answer: check the network, or start again later."
        if isinstance(error, requests.ConnectionError):
            return f"{self.host} cannot be reached: check the network, or start again later."
        return f"{self.source.address} cannot be fetched ({error}): start again later."

    def _refused(self, status: int) -> str:
        if status == 429 or status >= 500:
            return (
                f"{self.host} cannot serve {self.source.file} (HTTP {status}): start again later."
            )
        return (
            f"{self.host} does not serve {self.source.address} (HTTP {status}):"
            f" see {self.source.page}, or put {self.source.file} into {self.part.parent} yourself."
        )

    def _another_file(self) -> str:
        return (
            f"What {self.host} sends is not the {self.source.file} that DeepCat knows, which has"
            f" {self.source.size:,} bytes: check whether the network asks for a login, then start"
            " again, and report it if it happens twice."
        )

    def _broken(self) -> str:
        again = "it goes on from there" if self._version() else "it starts over"
        return (
            f"The transfer of {self.source.file} from {self.host} broke off after"
            f" {self.arrived() / 1e6:.1f} of {self.source.size / 1e6:.1f} MB: start again, and"
            f" {again}."
        )


def _version_of(answer: Response) -> str:
    """Return what proves that two answers are of one file: a strong ETag, else a date, or nothing.

    A weak ETag stands for files that mean the same, and may differ in their bytes.
    """
    tag = answer.headers.get("ETag", "")
    return tag if tag.startswith('"') else answer.headers.get("Last-Modified", "")
