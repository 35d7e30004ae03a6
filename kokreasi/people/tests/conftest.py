import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_limits_left_over():
    """Forget how often other tests have tried to sign in."""
    cache.clear()
