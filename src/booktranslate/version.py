"""The version of this program, for those who ask and for the services that it talks to."""

__version__ = "0.1.0"
