"""What tests share: where the examples and the development data are."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def examples():
    """The folder of the fictional stories."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared():
    """The development data beside the repository; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "eval").is_dir():
        pytest.skip("the development data (../shared) is not there")
    return folder
