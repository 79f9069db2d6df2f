"""Run the command line: `python -m whence`."""

from whence.cli import main

main()
