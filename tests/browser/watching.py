"""What the browser complains about and what it fetches, collected from its own events."""

from playwright.sync_api import ConsoleMessage, Page, Response


class Watch:
    """Console errors (broken security policies are told there too), page errors and answers of one page."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.answers: list[Response] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("response", lambda answer: self.answers.append(answer))

    def clear(self) -> None:
        self.complaints.clear()
        self.answers.clear()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not self._is_the_page_itself(message):
            self.complaints.append(f"{message.type}: {message.text}")

    def _is_the_page_itself(self, message: ConsoleMessage) -> bool:
        """A browser logs a page that answers 404 or 422; that is what we asked for."""
        documents = {answer.url for answer in self.answers if answer.request.resource_type == "document"}
        return message.text.startswith("Failed to load resource") and message.location.get("url") in documents
