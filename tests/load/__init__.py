"""The bench: our pages beside a bare Django view, with the same server and workers.

Start it with `.venv/bin/python -m tests.load`; it writes docs/performance.md and never fails by the
clock. Requests are bounded in number and go to this machine only.
"""
