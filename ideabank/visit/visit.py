"""A visit: one request as every room above the kernel takes it."""

from typing import TYPE_CHECKING

from ideabank.entries.bank import Bank
from ideabank.entries.kind import Kind
from ideabank.people.viewer import ANONYMOUS, Viewer
from ideabank.settings import Settings
from ideabank.visit.site import Search, Site
from ideabank.web.request import Request

if TYPE_CHECKING:
    from ideabank.visit.face import Face


class Visit(Request):
    """All that a request knows: who looks (`viewer`), in which language (`lang`), the database session, the bank, the settings, the
    search, and the addresses of pages (`to`). A handler takes it and what the path names."""

    viewer: Viewer = ANONYMOUS

    @property
    def site(self) -> Site:
        site: Site = self.app.state.site
        return site

    @property
    def bank(self) -> Bank:
        return self.site.bank

    @property
    def settings(self) -> Settings:
        return self.site.settings

    def face(self, kind: Kind) -> "Face":
        """How this kind is told, read and listed."""
        return self.site.faces[kind.code]

    @property
    def search(self) -> Search:
        return self.site.search
