"""The writer's own process: JSON on standard input, the document on standard output.

The JSON holds `writer` ("word", "booklet", "sheets" or "pdf"), `values`, the `limits`, and for Word
the `template` in base64. A refusal is a line of JSON on standard error and exit code 2.
"""

import base64
import json
import sys

from kokreasi.reading.limits import Limits, give_up_the_rest
from kokreasi.writing.booklets import as_word
from kokreasi.writing.errors import WritingError
from kokreasi.writing.pages import typeset
from kokreasi.writing.sheets import sheets
from kokreasi.writing.word import fill

REFUSED = 2


def main() -> int:
    order = json.load(sys.stdin)
    give_up_the_rest(Limits(**order["limits"]))
    try:
        document = _written(order)
    except WritingError as error:
        sys.stderr.write(json.dumps({"code": error.code, "params": error.params}))
        return REFUSED
    sys.stdout.buffer.write(document)
    return 0


def _written(order: dict[str, str]) -> bytes:
    values = json.loads(order["values"])
    if order["writer"] == "word":
        return fill(base64.b64decode(order["template"]), values)
    if order["writer"] == "booklet":
        return as_word(values)
    if order["writer"] == "sheets":
        return sheets(values["form"], values["marks"])
    return typeset(order["layout"], values)


if __name__ == "__main__":
    sys.exit(main())
