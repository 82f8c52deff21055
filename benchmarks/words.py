"""Whether anybody's words are lost, in thousands of invented sequences of work.

    python benchmarks/words.py [--examples 2000] [--steps 14]

The state machine is that of `tests/properties/words.py`, which the tests run 200 times: people edit, copy,
rename and delete PO files, change the book, and run commands, some of which are killed or run while somebody
saves.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

sys.path.insert(0, str(Path(__file__).parents[1]))


def main() -> None:
    """Run the state machine, and print how often each command ran."""
    from tests.properties.words import Words

    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--examples", type=int, default=2000)
    options.add_argument("--steps", type=int, default=14)
    chosen = options.parse_args()
    counts: Counter[str] = Counter()

    class Counted(Words):
        def _run(self, *arguments: str) -> int:
            counts[arguments[0]] += 1
            return super()._run(*arguments)

    started = time.perf_counter()
    run_state_machine_as_test(
        Counted,
        settings=settings(
            max_examples=chosen.examples,
            stateful_step_count=chosen.steps,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )
    runs = ", ".join(f"{number:,} {name}" for name, number in counts.most_common())
    print(f"{chosen.examples:,} courses of work, no word lost, in {time.perf_counter() - started:.0f} s.")
    print(f"Commands that ran: {runs}.")


if __name__ == "__main__":
    main()
