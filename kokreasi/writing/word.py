"""Word documents from a template that an office may have made itself.

A template is a program: it runs in Jinja's sandbox, and only in the limited child process. What it
wrote is looked at before anybody gets it.
"""

import io
from collections.abc import Mapping
from typing import Any

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError

from kokreasi.reading.errors import ReadingError
from kokreasi.reading.guard import Kind, kind_of, open_archive
from kokreasi.writing.errors import Code, WritingError
from kokreasi.writing.harm import refuse_harm


def fill(template: bytes, values: Mapping[str, Any]) -> bytes:
    """Fill a Word template; text is escaped, and a field that does not exist is refused."""
    document = _opened(template)
    written = io.BytesIO()
    try:
        document.render(dict(values), _environment(), autoescape=True)
        document.save(written)
    except TemplateSyntaxError as error:
        raise WritingError(Code.SYNTAX, {"problem": str(error.message)}) from error
    except UndefinedError as error:
        raise WritingError(Code.UNKNOWN_FIELD, {"problem": str(error.message)}) from error
    except (SecurityError, OverflowError, TypeError, ValueError, ArithmeticError) as error:
        raise WritingError(Code.FORBIDDEN, {"problem": str(error)}) from error
    except (XMLSyntaxError, KeyError) as error:
        raise WritingError(Code.BROKEN) from error
    refuse_harm(written.getvalue())
    return written.getvalue()


def _opened(template: bytes) -> DocxTemplate:
    try:
        if kind_of(template) != Kind.DOCX:
            raise WritingError(Code.NOT_WORD)
        open_archive(template).close()
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
    except (ReadingError, OpcError, XMLSyntaxError, KeyError, ValueError) as error:
        raise WritingError(Code.BROKEN) from error
    return document


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
