"""`python -m azturk_data` is the command line."""

from azturk_data.cli import app

app()
