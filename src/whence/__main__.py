"""Run the command line: `python -m whence`."""

from whence.cli import main

# Worker processes import this module anew.
if __name__ == "__main__":
    main()
