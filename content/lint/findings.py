"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from content.errors import LibraryError


class Severity(StrEnum):
    """An error keeps the library from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: in which file (below the library), where in it, what, and how to mend it."""

    path: Path
    where: str
    problem: str
    remedy: str
    severity: Severity = Severity.ERROR

    @classmethod
    def of(cls, error: LibraryError, folder: Path) -> Finding:
        """The finding for a file that cannot be read."""
        path = error.path.relative_to(folder) if error.path.is_relative_to(folder) else error.path
        return cls(path, error.where, error.problem, error.remedy)


@dataclass(frozen=True, slots=True)
class Report:
    """Makes findings about one file."""

    path: Path

    def error(self, where: str, problem: str, remedy: str) -> Finding:
        """A finding that keeps the library from being published."""
        return Finding(self.path, where, problem, remedy)

    def warning(self, where: str, problem: str, remedy: str) -> Finding:
        """A finding that does not."""
        return Finding(self.path, where, problem, remedy, Severity.WARNING)

    def past(self, where: str, day: date, today: date) -> list[Finding]:
        """An error when `day` is in the future."""
        if day <= today:
            return []
        return [self.error(where, f"{day} is in the future.", "Write the day on which it was checked.")]
