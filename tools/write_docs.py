"""Write the reference pages that are made from the code: settings and the command line.

    python tools/write_docs.py            write them
    python tools/write_docs.py --check    exit 1 where a page is not what the code says

Both need whence installed from this tree.
"""

from __future__ import annotations

import sys
from pathlib import Path

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"


def settings_page() -> str:
    """Return the page of all tunables."""
    from whence.settings import describe

    rows = [
        "# Settings",
        "",
        "Every tunable number of `whence.Settings`. Made by `python tools/write_docs.py`.",
        "",
        "| name | default | unit | gates | how chosen | re-run when changed |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    rows += [
        f"| `{s['name']}` | {s['default']} | {s['unit']} | {s['gates']} | {s['chosen']} | {s['rerun'] or '–'} |"
        for s in describe()
    ]
    return "\n".join(rows) + "\n"


def command_page() -> str:
    """Return the page of all commands, as their help prints it at 90 columns."""
    import click

    from whence.cli import app

    parts = [
        "# Command line",
        "",
        "Exit codes: 0 done; 1 some input failed, the rest is done; 2 wrong usage; 3 nothing could be done.",
        "Results go to standard output; messages and progress to standard error. Made by",
        "`python tools/write_docs.py`.",
        "",
    ]
    for name, command in [("", app), *sorted(app.commands.items())]:
        title = f"whence {name}".strip()
        # A formatter of its own: the page must not depend on the terminal it is made in.
        formatter = click.HelpFormatter(width=88)
        context = click.Context(command, info_name=title, **app.context_settings)
        command.format_help(context, formatter)
        parts += [f"## {title}", "", "```", formatter.getvalue().rstrip(), "```", ""]
    return "\n".join(parts)


PAGES = {"settings.md": settings_page, "command-line.md": command_page}


def main() -> int:
    """Write or check the pages."""
    stale = []
    for name, make in PAGES.items():
        page, path = make(), REFERENCE / name
        if "--check" not in sys.argv:
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            stale.append(name)
    for name in stale:
        print(f"docs/reference/{name} is not what the code says: run python tools/write_docs.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
