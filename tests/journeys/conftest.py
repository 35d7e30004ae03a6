"""Windows onto the site as it is really served: granian, compression, policies, kept pages."""

import pytest
from django.conf import settings
from django.test import Client

from kokreasi.people.choices import Role
from tests.conftest import WINDOW
from tests.journeys.site import served, sign_in


@pytest.fixture(scope="session")
def site(browser, tmp_path_factory):
    """The address of the demonstration, served once for all tests of a process."""
    with served(tmp_path_factory.mktemp("data")) as address:
        yield address


@pytest.fixture(scope="session")
def passes(browser, site):
    """The session of each role, signed in once and shared: `passes("editor")`."""
    kept = {}

    def session_of(role):
        if role and role not in kept:
            context = browser.new_context(base_url=site, locale="id-ID")
            sign_in(context.new_page(), Role(role))
            kept[role] = context.storage_state()
            context.close()
        return kept.get(role)

    return session_of


@pytest.fixture
def window(browser, site, passes):
    """Open a window on the demonstration: `window("editor", width=320)`; None is anybody."""
    contexts = []

    def open_window(role=None, *, width=1280, **given):
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 800},
            locale="id-ID",
            storage_state=passes(role),
            **given,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def live_window(browser, live_server):
    """Open a window on the tests' own site: `live_window(editor)`; None is anybody."""
    contexts = []

    def open_window(person=None, **given):
        context = browser.new_context(base_url=live_server.url, **(WINDOW | given))
        context.set_default_timeout(30_000)
        if person is not None:
            context.add_cookies([_session(person, live_server.url)])
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


def _session(person, url):
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}
