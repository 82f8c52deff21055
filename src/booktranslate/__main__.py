"""`python -m booktranslate` is the command `booktranslate`."""

from booktranslate.cli import main

if __name__ == "__main__":
    main()
