"""Every page that can be reached by links, one of each address, as somebody walks the site."""

import re
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve, translate_url
from django.utils.translation import override

LEAVES = {"account_logout"}  # whoever follows it is no longer signed in
UNRELATED = ("admin", "healthz", "readyz")


class Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a" and given.get("href") and "download" not in given:
            self.found.append(given["href"])


def walk(visitor, start):
    """Follow links from here; give the first page found of each address by its name.

    `visitor` asks as one person (Playwright's `context.request`); only pages count.
    """
    found, queue, queued = {}, deque([start]), {start}
    while queue:
        address = queue.popleft()
        name = name_of(address)
        if name is None or name in found or name in LEAVES:
            continue
        answer = visitor.get(address, max_redirects=5)
        if answer.status != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        found[name] = address
        for link in Links(answer.text()).found:
            onward = inside(urljoin(answer.url, link))
            if onward and onward not in queued:
                queued.add(onward)
                queue.append(onward)
    return found


def inside(address):
    """Give path and query of an address of this site, without its anchor; otherwise None."""
    parts = urlsplit(urldefrag(address).url)
    if parts.hostname not in {"127.0.0.1", "localhost"}:
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def name_of(address):
    """Give the name of an Indonesian address, None for another language or none of ours."""
    path = urlsplit(address).path
    if path.startswith("/en/"):
        return None
    try:
        with override("id"):
            match = resolve(path)
    except Resolver404:
        return None
    return None if re.match("|".join(UNRELATED), match.view_name or "-") else match.view_name


def in_english(address):
    with override("id"):
        return translate_url(address, "en")
