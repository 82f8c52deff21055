"""Turn a French book in Word into an English book in Word and PDF, with people in charge of the words."""

__version__ = "0.1.0"
