"""The door for the web server. A database that would lose what it kept is refused here."""

import gc

from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

ALLOCATIONS_BEFORE_A_SEARCH = 10_000  # a page makes some thousand; 700 is Python's own number

application = get_wsgi_application()

if problems := run_checks(tags=[Tags.database], databases=["default"]):
    raise ImproperlyConfigured(" ".join(str(problem) for problem in problems))

_ = get_resolver().url_patterns  # every view is loaded now, not for the first who asks

# What the start has made stays until the end: a search for garbage need not walk through it.
gc.collect()
gc.freeze()
gc.set_threshold(ALLOCATIONS_BEFORE_A_SEARCH)
