"""The command line, as `azturk-data` and as `python -m azturk_data`."""

import sys


def main() -> None:
    """Run the command line; an interrupt is told in a word even while modules are imported."""
    try:
        from azturk_data.cli import app

        app()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
