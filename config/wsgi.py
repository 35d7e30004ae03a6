"""The door for the web server. A database that would lose what it kept is refused here."""

from django.core.checks import Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

if problems := run_checks(tags=[Tags.database], databases=["default"]):
    raise ImproperlyConfigured(" ".join(str(problem) for problem in problems))
