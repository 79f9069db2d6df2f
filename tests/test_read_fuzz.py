"""Damaged files of every format: a capture or an error of reading, whatever they are (briefly; by hand for longer)."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import sources

HARNESS = Path(__file__).resolve().parent.parent / "benchmarks" / "fuzz.py"
# Seconds a format; the harness by itself takes --minutes.
BRIEFLY = 0.1


@pytest.fixture(scope="module")
def fuzz():
    spec = importlib.util.spec_from_file_location("fuzz", HARNESS)
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", [*sources.MADE])
def test_damaged_files_are_read_or_refused(fuzz, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = fuzz.files()
    count, findings = fuzz.run(
        name, made[name], [*made.values()], seconds=BRIEFLY, seed=1, megabytes=1e9
    )
    assert count
    assert not findings


def test_the_guided_fuzzer_reads_and_says_what_it_did(tmp_path):
    pytest.importorskip("atheris", reason="atheris has no wheel for this platform")
    done = subprocess.run(
        [sys.executable, HARNESS, "--guided", "--only", "rows.csv", "--minutes", "0.03"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert int(done.stdout.split()[1].replace(",", "")) > 1
