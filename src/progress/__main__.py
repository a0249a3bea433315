"""``python -m progress``: the command line."""

from progress.cli.commands import main

if __name__ == "__main__":
    main()
