"""Every page for everybody: axe, one heading, a language, no sideways scrolling, the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.pages import in_english, walk

pytestmark = pytest.mark.browser

AXE = Axe().axe_script
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
NARROW, WIDE = 320, 1280
LANGUAGES = ("id", "en")
DARK = ("/", "/rencana/RAN-2018/", "/komitmen/KOM-2018-07/", "/masuk/")
FEWEST_PUBLIC, FEWEST_OF_THE_DESK = 18, 45
TYPED = "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea"
WRITTEN = f"main form[method=post]:has({TYPED})"
EMPTIED = """(form, typed) => {
  for (const input of form.querySelectorAll(typed)) if (input.type !== 'file') input.value = '';
  HTMLFormElement.prototype.submit.call(form);
}"""


def violations(page):
    """Ask axe, which is read into a page only once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate("rules => axe.run(rules)", RULES)["violations"]


def faults(page, language):
    """Give what is wrong with the page as it stands, at the width it has."""
    found = [
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:3]}"
        for one in violations(page)
    ]
    seen = page.evaluate(
        """() => ({
          h1: document.querySelectorAll('h1').length,
          title: document.title.trim(),
          language: document.documentElement.lang,
          over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        })"""
    )
    if seen["h1"] != 1:
        found.append(f"{seen['h1']} h1")
    if not seen["title"] or seen["title"].startswith("–"):
        found.append(f"title {seen['title']!r}")
    if seen["language"] != language:
        found.append(f"lang {seen['language']!r}")
    if seen["over"] > 0:
        found.append(f"{seen['over']} px too wide")
    return found


def faults_at_both_widths(page, address, language):
    page.set_viewport_size({"width": WIDE, "height": 800})
    page.goto(address)
    wide = [f"{address} at {WIDE}: {fault}" for fault in faults(page, language)]
    page.set_viewport_size({"width": NARROW, "height": 640})
    return wide + [f"{address} at {NARROW}: {fault}" for fault in faults(page, language)]


@pytest.fixture(scope="session")
def public(browser, site):
    """The public pages, one of each address; walked once."""
    context = browser.new_context(base_url=site)
    yield walk(context.request, "/")
    context.close()


@pytest.fixture(scope="session")
def desk(browser, site, passes, public):
    """The pages that only those who are signed in are led to; walked once."""
    context = browser.new_context(base_url=site, storage_state=passes("administrator"))
    found = walk(context.request, "/ruang-kerja/")
    yield {name: address for name, address in found.items() if name not in public}
    context.close()


def faults_of_all(page, pages, language):
    shown = [in_english(one) if language == "en" else one for one in pages.values()]
    return [fault for address in shown for fault in faults_at_both_widths(page, address, language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page(window, public, language):
    assert faults_of_all(window(), public, language) == []
    assert len(public) >= FEWEST_PUBLIC, sorted(public)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_desk(window, desk, language):
    assert faults_of_all(window("administrator"), desk, language) == []
    assert len(desk) >= FEWEST_OF_THE_DESK, sorted(desk)


def test_every_form_in_error(window, desk):
    page = window("administrator", width=NARROW)

    found, wrong = [], 0
    for address in desk.values():
        page.goto(address)
        if not page.locator(WRITTEN).count():
            continue
        with page.expect_navigation():
            page.locator(WRITTEN).first.evaluate(EMPTIED, TYPED)
        wrong += page.locator(".field-wrong").count() > 0
        found += [f"{address} in error: {fault}" for fault in faults(page, "id")]

    assert found == []
    assert wrong >= 12


def test_every_page_of_an_empty_site(live_server, page):
    assert faults_of_all(page, walk(page.context.request, "/"), "id") == []


def test_the_keyboard_is_enough(window):
    page = window(width=NARROW)
    page.goto("/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.wait_for_timeout(500)  # it glides in
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"

    menu = page.locator(".menu summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.locator(".menu-body").get_by_role("link", name="Komitmen").wait_for()
    page.locator(".menu-body").get_by_role("link", name="Komitmen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/komitmen/")


def test_whoever_tabs_always_sees_where(window):
    page = window()
    page.goto("/komitmen/")

    for _step in range(25):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                || style.boxShadow !== 'none';
            }"""
        )
        assert ring, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


@pytest.mark.parametrize(
    "address", ["/", "/rencana/RAN-2018/", "/komitmen/KOM-2018-07/", "/masuk/"]
)
def test_the_dark_theme(window, address):
    page = window(width=NARROW, color_scheme="dark")
    page.goto(address)

    assert faults(page, "id") == []
