"""What time it is: the one place that asks, so that a test can say it."""

from datetime import UTC, datetime


def now() -> str:
    """Return the time in UTC, to the second: 2023-04-17T09:30:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
