"""Hydration: the words of the passages, for the reader's own use, from texts at hand or from the web.

>>> from azturk_data import hydration
>>> hydration.load_passages("there-is-no-such-folder") is None
True

What is needed to read the cache is imported here; what fills it is in `hydration.run`, and needs the extra `hydrate`.
"""

from azturk_data.errors import CacheError
from azturk_data.hydration.cache import load_passages, passages
from azturk_data.user_cache import cache_folder

__all__ = ["CacheError", "cache_folder", "load_passages", "passages"]
