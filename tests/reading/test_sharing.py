"""Sharing an entry: an address to copy without JavaScript, and its QR code drawn here."""

import re

from ideabank.reading.sharing import qr
from tests.world import World


def test_the_address_stands_in_a_field_one_can_select(world: World) -> None:
    html = world.client().get(world.path("booking", "/share")).text
    assert re.search(r'<input[^>]*readonly value="[^"]*/fi/usecases/\d+-varaan-ajan-aitini-puolesta">', html)


def test_a_code_is_drawn_once_the_public_address_is_known(world: World) -> None:
    assert 'class="qr"' not in world.client().get(world.path("booking", "/share")).text
    world.app.state.site.settings.public_url = "https://bank.example"
    world.app.state.site.settings.__pydantic_fields_set__.add("public_url")
    html = world.client().get(world.path("booking", "/share")).text
    assert 'value="https://bank.example/fi/usecases/' in html
    assert "<svg" in html.partition("<figure")[2]
    assert "<style" not in html
    assert "style=" not in html


def test_one_code_is_not_anothers_and_holds_a_long_address(world: World) -> None:
    one, other = qr("https://bank.example/fi/usecases/1"), qr("https://bank.example/fi/usecases/2")
    assert one != other
    assert one.startswith("<svg")
    assert qr("https://bank.example/" + "x" * 500).startswith("<svg")


def test_every_kind_leads_to_its_sharing_and_what_is_not_public_is_not_shared(world: World) -> None:
    for name in ("booking", "omakanta", "notices", "seniors"):
        page = world.client().get(world.path(name), follow_redirects=True).text
        assert f'href="{world.path(name, "/share")}"' in page
    world.client("aino").post(world.path("queue", "/withdrawal"), data={})
    assert world.client().get(world.path("queue", "/share")).status_code == 410
    assert world.client("aino").get(world.path("queue", "/share")).status_code == 403
