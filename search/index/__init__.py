"""Where documents lie for searching: the port every engine fills, and the embedded engine."""
