"""Log lines as JSON, one event a line; never a request body, a name or an answer."""

import json
import logging
from datetime import UTC, datetime


class JsonLine(logging.Formatter):
    """Formats a record as one JSON object; line breaks in messages are escaped by JSON itself."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
