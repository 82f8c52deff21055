"""Nobody's words are lost, whatever people and commands do one after the other."""

from hypothesis import HealthCheck, settings

from tests.properties.words import Words

TestWords = Words.TestCase
TestWords.settings = settings(
    max_examples=200, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
