"""Checks that the library is complete, true to its German source and well-formed."""

from content.lint.findings import Finding, Severity
from content.lint.library import lint

__all__ = ["Finding", "Severity", "lint"]
