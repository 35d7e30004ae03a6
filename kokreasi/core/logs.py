"""One line of JSON for each log record, without personal data."""

import json
import logging
from datetime import UTC, datetime

FACTS = ("request_id", "method", "path", "status", "milliseconds", "statements")


class JsonFormatter(logging.Formatter):
    """Write time (UTC), level, logger, message, the facts given as `extra`, and a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {fact: record.__dict__[fact] for fact in FACTS if fact in record.__dict__}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
