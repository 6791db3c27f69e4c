"""Nothing. It is imported to see whether modules can still be found, read and run (guard.py)."""
