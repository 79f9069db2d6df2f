"""Every page of the workbench, in every language it speaks, is valid HTML by the checker that the W3C uses."""

import pytest
from starlette.testclient import TestClient

import official
import stories
from whence.report.catalog import languages
from whence.web import application


@pytest.mark.skipif(bool(official.missing("pages")), reason=str(official.missing("pages")))
def test_every_page_is_valid(tmp_path):
    with TestClient(application(tmp_path / "case.whence"), base_url="http://127.0.0.1:8765") as pages:
        files = {"empty.html": pages.get("/").content}
        case = pages.app.state.case.collection
        case.add(list(stories.story().articles[:3]))
        ids = [row.id for row in case.articles()]
        case.decide("accept-pair", {"articles": ids[:2]}, who="Ann <b>")
        number = case.stories()[0].id
        case.story(number)
        addresses = [
            "/", "/queue", "/queue/stories", "/stories", f"/stories/{number}", f"/stories/{number}/side", "/articles",
            f"/compare/{ids[0]}/{ids[1]}", f"/articles/{ids[0]}", "/search?q=sirena", "/add", "/decisions", "/none",
        ]  # fmt: skip
        for language in languages():
            for at, address in enumerate(addresses):
                answer = pages.get(address, headers={"accept-language": language})
                assert answer.status_code == (404 if address == "/none" else 200), address
                files[f"{language}-{at:02}.html"] = answer.content
    assert len(files) > 2 * len(addresses)
    assert not {name: said for name, said in official.pages(files).items() if said}
