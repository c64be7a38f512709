"""azturk-data: the machine-readable record of Azerbaijan–Türkiye defence and alliance relations.

>>> import azturk_data
>>> azturk_data.load("events").num_rows > 0
True

Importing the package reads no data; see `tables`, `load` and `path`.
"""

from azturk_data.shipped import load, path, tables

__version__ = "0.1.0"
__all__ = ["__version__", "load", "path", "tables"]
