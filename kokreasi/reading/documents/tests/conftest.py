"""The real Tesseract, where it is installed."""

import pytest

from kokreasi.reading.documents.scan import Recogniser
from kokreasi.reading.errors import WrongKindError


@pytest.fixture(autouse=True)
def _only_with_tesseract(request):
    """Skip what is marked `tesseract` where the program or its Indonesian model is missing."""
    if request.node.get_closest_marker("tesseract") is None:
        return
    try:
        Recogniser()
    except WrongKindError:
        pytest.skip("needs tesseract-ocr and tesseract-ocr-ind: ./test --all")
