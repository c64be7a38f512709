"""The errors that a user of the package can meet."""

from __future__ import annotations


class AzturkError(Exception):
    """Base of all errors of this package; its text is fit to be shown to a user as it is."""


class UnknownTableError(AzturkError, KeyError):
    """There is no table of that name."""

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError would show the message as a quoted literal


class BrokenInstallationError(AzturkError):
    """A file that the package ships is missing or cannot be read."""


class UnknownColumnError(AzturkError, KeyError):
    """A table has no column of that name."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownValueError(AzturkError, ValueError):
    """A column can have no such value."""


class MissingExtraError(AzturkError, ImportError):
    """A library is needed that the base install does not bring."""


class UnknownRecordError(AzturkError, KeyError):
    """There is no record of that id; the message names the closest."""

    def __str__(self) -> str:
        return str(self.args[0])


class UnknownFormatError(AzturkError, ValueError):
    """There is no such format; the message names those that there are."""


class NothingToShowError(AzturkError, ValueError):
    """A picture would be empty; the text says of what there is none."""


class ExportError(AzturkError):
    """An export could not be written, and nothing was changed; the message says why."""


class NotAReleaseError(AzturkError):
    """What was given to compare holds no tables, or tables that cannot be read."""


class NoRecordsError(AzturkError, FileNotFoundError):
    """There is no folder of YAML records where one was looked for."""


class CacheError(AzturkError):
    """The reader's cache cannot be written or read."""
