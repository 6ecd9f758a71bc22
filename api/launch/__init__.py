"""Sets Lotse up on a machine and starts it: `python -m api.launch run`.

Everything here but `serve` needs nothing beyond the standard library: it runs before any package is
installed.
"""
