"""A picture of a path has words, and goes with it."""

import io

import sqlalchemy as sa
from PIL import Image

from ideabank.entries.models import Attachment
from tests.world import World


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (10, 90, 30)).save(out, "PNG")
    return out.getvalue()


def test_a_picture_needs_words_is_served_safely_and_goes_with_its_path(paths: World) -> None:
    sanna, at = paths.client("sanna"), paths.path("path", "/attachments/new")
    assert sanna.post(at, data={"alt": ""}, files={"file": ("a.png", picture())}).status_code == 422
    assert sanna.post(at, data={"alt": "Kuva"}, files={"file": ("a.svg", b"<svg onload='x'/>")}).status_code == 422
    assert sanna.post(at, data={"alt": "Kuva"}).status_code == 422
    assert paths.client("aino").post(at, data={"alt": "Kuva"}, files={"file": ("a.png", picture())}).status_code == 403
    assert (
        sanna.post(at, data={"alt": "Nainen puhelimessa"}, files={"file": ("../Äiti.png", picture())}).status_code
        == 303
    )
    with paths.database.reading() as session:
        one = session.execute(sa.select(Attachment)).scalar_one()
    where = paths.path("path", f"/attachments/{one.id}")
    answer = paths.client().get(where)
    assert answer.headers["content-type"] == "image/png"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["content-disposition"] == 'inline; filename="aiti.png"'
    assert 'alt="Nainen puhelimessa"' in paths.client().get(paths.path("path"), follow_redirects=True).text
    assert paths.client().get(paths.path("fork", f"/attachments/{one.id}")).status_code == 404
    assert (
        paths.client("mika").post(paths.path("path", "/decision"), data={"do": "hide", "reason": "Syy"}).status_code
        == 303
    )
    assert paths.client().get(where).status_code == 410
    assert (
        paths.client("mika").post(paths.path("path", "/decision"), data={"do": "restore", "reason": "Syy"}).status_code
        == 303
    )
    assert sanna.post(f"{where}/removal").status_code == 303
    assert paths.client().get(where).status_code == 404
