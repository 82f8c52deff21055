"""The version of this program, for users and for the services that it talks to."""

__version__ = "0.1.0"
