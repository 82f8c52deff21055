"""Turn a French book in Word into an English book in Word and PDF, with people in charge of the words."""

from booktranslate.version import __version__

__all__ = ["__version__"]
