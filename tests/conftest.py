"""How the laws are tried: anew each time at a desk, always in the same way where others wait for the end."""

import os

from hypothesis import settings

# What a run of CI finds must have to do with the change that it is run for. Findings of chance come from the
# runs of those who work on the code; each is mended, and stays as a test of its own.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
