"""What a page weighs for somebody's browser, compressed, without pictures."""

import gzip
import re
from http.client import HTTPConnection
from urllib.parse import urldefrag, urljoin

from tests.load.server import HOST

STATIC = re.compile(r"""(?:href|src|url)[=(]["']?([^"')\s>]+)""")
WANTED = (".css", ".js", ".woff2", ".svg")


def weigh(port: int, path: str) -> tuple[int, int]:
    """Give the bytes of a first visit and those of a later one, when only the page is fetched."""
    page, text = _fetch(port, path)
    parts = _parts(port, text, path)
    return page + sum(parts.values()), page


def _parts(port: int, text: str, base: str) -> dict[str, int]:
    """Fetch what the text names, and what style sheets among that name in turn."""
    sizes: dict[str, int] = {}
    for address in {urldefrag(urljoin(base, found)).url for found in STATIC.findall(text)}:
        if address.startswith("/static/") and address.endswith(WANTED):
            sizes[address], inner = _fetch(port, address)
            if address.endswith(".css"):
                sizes |= _parts(port, inner, address)
    return sizes


def _fetch(port: int, address: str) -> tuple[int, str]:
    visitor = HTTPConnection(HOST, port, timeout=30)
    visitor.request("GET", address, headers={"Accept-Encoding": "gzip"})
    response = visitor.getresponse()
    body = response.read()
    is_packed = response.headers.get("Content-Encoding") == "gzip"
    plain = gzip.decompress(body) if is_packed else body
    return len(body), plain.decode("utf-8", errors="replace")
