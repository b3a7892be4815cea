"""Addresses of the rooms of one's own."""

from starlette.routing import BaseRoute

from ideabank.account.handlers import looking, own, signing
from ideabank.web.routing import compiled, get, post


def routes() -> list[BaseRoute]:
    doors = [
        get("/sign-in", signing.sign_in, name="people:sign_in"),
        post("/sign-in", signing.sign_in, name="people:send_code", unwatched=("email", "next")),
        post("/sign-in/code", signing.code, name="people:code", unwatched=("email", "next", "code")),
        post("/look", looking.look, name="look", unwatched=("back",)),
        post("/sign-out", signing.sign_out, name="people:sign_out"),
    ]
    account = [
        get("", own.account, name="people:account"),
        post("", own.account, name="people:save_account"),
        get("/data", own.export, name="people:export"),
        get("/deletion", own.deletion, name="people:deletion"),
        post("/deletion", own.deletion, name="people:delete"),
        post("/sessions/{session}/revocation", own.revoke_session, name="people:session"),
    ]
    return [*compiled(doors), *compiled(account, "/account")]
