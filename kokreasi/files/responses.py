"""Answer with a file. The view that calls this has asked whether the person may read it."""

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from kokreasi.files.models import File, Variant

FOR_EVERYBODY = "public, max-age=86400, immutable"
FOR_THIS_PERSON = "private, no-cache"


def send_file(
    request: HttpRequest,
    file: File | Variant,
    *,
    inline: bool = False,
    is_public: bool = False,
    name: str = "",
) -> HttpResponseBase:
    """Send the bytes as a download, or shown in the page (`inline`, pictures only).

    What everybody may read is cached for a day; anything else is asked for again each time and
    answered with 304, so that a permission that was taken away counts at once. `name` replaces
    the name under which the file was first sent.
    """
    answer = get_conditional_response(request, etag=file.etag) or FileResponse(
        file.open(),
        as_attachment=not (inline and file.is_picture),
        filename=name or file.name,
        content_type=file.content_type,
    )
    answer["ETag"] = file.etag
    answer["Cache-Control"] = FOR_EVERYBODY if is_public else FOR_THIS_PERSON
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
