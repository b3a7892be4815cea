"""Pictures and PDFs of an entry: adding with words for those who do not see them, serving safely, taking away."""

from pathlib import PurePath

from sqlalchemy.orm import Session

from ideabank.attachments.actions import attach, attachments_of, bytes_of, detach
from ideabank.attachments.queries import ATTACHMENT
from ideabank.attachments.views import AttachmentForm, AttachmentView
from ideabank.entries.kinds import Kind
from ideabank.entries.models import Attachment, Entry
from ideabank.errors import Refused
from ideabank.exchange.jobs import Done
from ideabank.exchange.unread import Unread
from ideabank.i18n import LANGUAGES, N_
from ideabank.text.slugs import slug
from ideabank.visit import rules
from ideabank.visit.belonging import found_in
from ideabank.visit.cards import chosen_text, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import editable, find
from ideabank.visit.views import ConfirmPage
from ideabank.web.action import prepares, takes_file
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import PlainResponse, Response, see_other, show
from ideabank.web.request import Request

# A file is shown as itself and can do nothing: no script, no frame, no request of its own.
SAFE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=86400",
}
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf"}


def attachment_views(request: Request, session: Session, entry: Entry, language: str) -> tuple[AttachmentView, ...]:
    """What the entry's page shows of its files."""
    may = rules.may_edit(request.viewer, entry, request.site.bank.kinds[entry.kind])
    return tuple(
        AttachmentView(
            url=sub_url(request, entry, "attachments:show", attachment=str(one.id)),
            name=one.name,
            alt=chosen_text(one.alt, language),
            is_picture=one.media_type.startswith("image/"),
            width=one.width,
            height=one.height,
            kilobytes=max(1, one.size // 1000),
            remove=sub_url(request, entry, "attachments:removal", attachment=str(one.id)) if may else "",
        )
        for one in attachments_of(session, entry.id or 0)
    )


def _made_safe(request: Request, session: Session, kind: Kind) -> Done | Unread | None:
    """The file made anew, or why it cannot be; None when there is none."""
    editable(request, session, kind)
    session.rollback()  # nothing is held open while the file is opened
    upload = request.files.get("file")
    if upload is None or not upload.data:
        return None
    try:
        safe: Done = request.site.extras["apart"]("file", upload.data)
    except Unread as error:
        return error
    return safe


@deed(N_("Add a picture or PDF"))
@takes_file
@prepares(_made_safe)
def add(request: Request, session: Session, kind: Kind) -> Response:
    """The form, and what it sends: one file and what it shows in words."""
    entry = editable(request, session, kind)
    form = Form.read(request, ("alt", "language"))
    language = form.value("language") if form.value("language") in LANGUAGES else request.lang
    if request.method == "POST":
        alt = words_of(request, form, "alt", missing=N_("Tell what the picture shows, for those who do not see it."))
        _store(request, session, entry, form, {language: alt})
        if form.is_valid:
            return see_other(sub_url(request, entry, "show") + "#attachments", said="file-added")
    page = AttachmentForm(
        title=request.translator("Add a picture or PDF"),
        kind=kind.code,
        action=sub_url(request, entry, "attachments:create"),
        back=sub_url(request, entry, "show"),
        form=form,
        hidden=(("language", language),),
    )
    return show(request, page, status=200 if form.is_valid else 422)


def _store(request: Request, session: Session, entry: Entry, form: Form, alt: dict[str, str]) -> None:
    safe, _ = request.prepared, request.translator
    if safe is None:
        form.refuse("file", _("Choose a file."))
        return
    if isinstance(safe, Unread):
        form.refuse("file", _(safe.message) % safe.values)
        return
    if not form.is_valid:
        # The browser does not send the file again by itself.
        form.refuse("file", _("Choose the file again."))
        return
    name = f"{slug(PurePath(request.files['file'].name).stem, 60) or 'file'}.{ENDINGS[safe.told['media_type']]}"
    try:
        size = (safe.told["width"], safe.told["height"])
        media_type = safe.told["media_type"]
        attach(session, entry, safe.data, name=name, media_type=media_type, size=size, alt=alt, by=request.viewer)
    except Refused as error:
        form.refuse("file", _(error.message))


def serve(request: Request, session: Session, kind: Kind) -> Response:
    """The file itself, to whoever may see its entry."""
    one = _attachment(request, session, find(request, session, kind))
    how = "inline" if one.media_type.startswith("image/") else "attachment"
    headers = {**SAFE, "Content-Disposition": f'{how}; filename="{one.name}"'}
    return PlainResponse(bytes_of(session, one.id or 0), media_type=one.media_type, headers=headers)


@deed(N_("Take the file away"))
def removal(request: Request, session: Session, kind: Kind) -> Response:
    """Asks, and takes the file away."""
    entry = editable(request, session, kind)
    one, _ = _attachment(request, session, entry), request.translator
    if request.method == "POST":
        detach(session, one, by=request.viewer)
        return see_other(sub_url(request, entry, "show") + "#attachments", said="file-removed")
    page = ConfirmPage(
        title=_("Take %(name)s away?") % {"name": one.name},
        text=_("The file is deleted for good."),
        action=sub_url(request, entry, "attachments:removal", attachment=str(one.id)),
        button=_("Take away"),
        back=sub_url(request, entry, "show"),
    )
    return show(request, page)


def _attachment(request: Request, session: Session, entry: Entry) -> Attachment:
    return found_in(entry, ATTACHMENT, request.path_params["attachment"], session=session, viewer=request.viewer)
