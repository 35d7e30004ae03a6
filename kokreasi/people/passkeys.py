"""What browsers send of a security key, before the library reads it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def readable_key(view: View) -> View:
    """Answer 400 to a key's answer that no browser writes, on which the library stumbles."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (KeyError, RecursionError) as error:
            if "credential" not in request.POST:
                raise
            raise BadRequest from error

    return guarded
