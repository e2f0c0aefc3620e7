"""What lies in web/ and is served as it lies."""

import gzip
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from server.doors.assets import Assets

WEB = Path(__file__).parents[2] / "web"


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A small web/ with a neighbour that is nobody's business."""
    (tmp_path / "secret.css").write_text("not yours")
    here = tmp_path / "web"
    (here / "js" / "parts").mkdir(parents=True)
    (here / "styles").mkdir()
    (here / "pages").mkdir()
    (here / "js/front.js").write_text('import { a } from "./parts/a.js"\nimport "./line.js"\n')
    (here / "js/line.js").write_text('export * from "./parts/a.js"\n')
    (here / "js/parts/a.js").write_text('import {\n  b,\n} from "../line.js"\n// import "./not-this.js"\n')
    (here / "styles/look.css").write_text('@layer low, high;\n@import url("low.css") layer(low);\n')
    (here / "styles/low.css").write_text("/* why,\nin two lines */p { color: var(--ink); }\n")
    (here / "pages/base.html").write_text("a page")
    return here


def ask(assets: Assets, path: str, accepts: str = "gzip") -> tuple[int, bytes, dict[str, str]]:
    answer = TestClient(Starlette(routes=assets.routes())).get(path, headers={"accept-encoding": accepts})
    return answer.status_code, answer.content, dict(answer.headers)


def test_a_file_comes_as_what_it_is_and_may_be_kept_for_good(web: Path) -> None:
    assets = Assets.of(web)
    status, _, headers = ask(assets, assets.at("js/front.js"))
    assert status == 200
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-encoding"] == "gzip"
    assert headers["vary"] == "accept-encoding"


def test_a_browser_that_cannot_unpack_gets_it_whole(web: Path) -> None:
    assets = Assets.of(web)
    _, body, headers = ask(assets, assets.at("js/line.js"), accepts="identity")
    assert "content-encoding" not in headers
    assert body == (web / "js/line.js").read_bytes()


def test_a_sheet_comes_with_its_imports_laid_into_their_layers(web: Path) -> None:
    sheet = Assets.of(web).shelf["styles/look.css"].whole.decode()
    assert sheet == "@layer low, high;\n@layer low {\np { color: var(--ink); }\n}\n"


def test_the_real_sheet_asks_for_nothing_more() -> None:
    look = Assets.of(WEB).shelf["styles/look.css"]
    assert look.whole.count(b"@layer") > 15
    assert b"@import" not in look.whole
    assert re.findall(rb"url\((?!data:)", look.whole) == []
    assert look.squeezed is not None
    assert gzip.decompress(look.squeezed) == look.whole


@pytest.mark.parametrize(
    "path",
    [
        "../secret.css",
        "..%2fsecret.css",
        "js/../../secret.css",
        "%2e%2e/secret.css",
        "pages/base.html",
        "nothing.js",
    ],
)
def test_what_is_not_on_the_shelf_does_not_exist(web: Path, path: str) -> None:
    assets = Assets.of(web)
    assert ask(assets, assets.at("js/line.js"))[0] == 200
    assert ask(assets, f"/w/{assets.build}/{path}")[0] == 404


def test_any_change_is_another_build(web: Path) -> None:
    before = Assets.of(web).build
    assert Assets.of(web).build == before
    (web / "pages/base.html").write_text("another page")
    assert Assets.of(web).build != before


def test_a_page_of_another_build_gets_what_there_is_and_keeps_none_of_it(web: Path) -> None:
    status, _, headers = ask(Assets.of(web), "/w/0123456789ab/js/line.js")
    assert status == 200
    assert headers["cache-control"] == "no-store"


def test_a_page_can_ask_for_all_modules_at_once(web: Path) -> None:
    assert Assets.of(web).needs("js/front.js") == ("js/front.js", "js/parts/a.js", "js/line.js")


def test_a_template_that_names_a_missing_file_is_told(web: Path) -> None:
    with pytest.raises(LookupError, match=r"js/gone\.js"):
        Assets.of(web).at("js/gone.js")
