"""Pictures and PDFs of an entry: adding with words for those who do not see them, serving safely, taking away."""

from pathlib import PurePath

from ideabank.attachments.actions import File, attach, attachments_of, bytes_of, detach
from ideabank.attachments.queries import ATTACHMENT
from ideabank.attachments.views import AttachmentForm, AttachmentView
from ideabank.entries.kind import Kind
from ideabank.entries.models import Attachment, Entry
from ideabank.errors import Refused
from ideabank.exchange.cleaned import Cleaned
from ideabank.exchange.jobs import Done
from ideabank.exchange.unread import Unread
from ideabank.i18n import N_
from ideabank.text.slugs import slug
from ideabank.visit import rules
from ideabank.visit.belonging import found_in
from ideabank.visit.cards import chosen_text, sub_url
from ideabank.visit.fields import language_in, words_of
from ideabank.visit.found import editable, find
from ideabank.visit.views import ConfirmPage
from ideabank.visit.visit import Visit
from ideabank.web.action import prepares, takes_file
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import PlainResponse, Response, see_other, show

# A file is shown as itself and can do nothing: no script, no frame, no request of its own.
SAFE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=86400",
}
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "application/pdf": "pdf"}


def attachment_views(visit: Visit, entry: Entry, language: str) -> tuple[AttachmentView, ...]:
    """What the entry's page shows of its files."""
    may = rules.may_edit(visit.viewer, entry, visit.bank.kinds[entry.kind])
    return tuple(
        AttachmentView(
            url=sub_url(visit, entry, "attachments:show", attachment=str(one.id)),
            name=one.name,
            alt=chosen_text(one.alt, language),
            is_picture=one.media_type.startswith("image/"),
            width=one.width,
            height=one.height,
            kilobytes=max(1, one.size // 1000),
            remove=sub_url(visit, entry, "attachments:removal", attachment=str(one.id)) if may else "",
        )
        for one in attachments_of(visit.session, entry.id)
    )


def _made_safe(visit: Visit, kind: Kind) -> Done | Unread | None:
    """The file made anew, or why it cannot be; None when there is none."""
    editable(visit, kind)
    visit.session.rollback()  # nothing is held open while the file is opened
    upload = visit.files.get("file")
    if upload is None or not upload.data:
        return None
    try:
        safe = visit.site.apart("file", upload.data)
    except Unread as error:
        return error
    return safe


@deed(N_("Add a picture or PDF"))
@takes_file
@prepares(_made_safe)
def add(visit: Visit, kind: Kind) -> Response:
    """The form, and what it sends: one file and what it shows in words."""
    entry = editable(visit, kind)
    form = Form.read(visit, ("alt", "language"))
    language = language_in(visit, form)
    if visit.method == "POST":
        alt = words_of(visit, form, "alt", missing=N_("Tell what the picture shows, for those who do not see it."))
        _store(visit, entry, form, {language: alt})
        if form.is_valid:
            return see_other(sub_url(visit, entry, "show") + "#attachments", said="file-added")
    page = AttachmentForm(
        title=visit.translator("Add a picture or PDF"),
        kind=kind.code,
        action=sub_url(visit, entry, "attachments:create"),
        back=sub_url(visit, entry, "show"),
        form=form,
        hidden=(("language", language),),
    )
    return show(visit, page, status=200 if form.is_valid else 422)


def _store(visit: Visit, entry: Entry, form: Form, alt: dict[str, str]) -> None:
    _ = visit.translator
    if visit.prepared is None:
        form.refuse("file", _("Choose a file."))
        return
    if isinstance(visit.prepared, Unread):
        form.refuse("file", visit.prepared.told(_))
        return
    if not form.is_valid:
        # The browser does not send the file again by itself.
        form.refuse("file", _("Choose the file again."))
        return
    safe = visit.made(Done)
    content = Cleaned(safe.data, **safe.told)
    name = f"{slug(PurePath(visit.files['file'].name).stem, 60) or 'file'}.{ENDINGS[content.media_type]}"
    try:
        attach(visit.session, entry, File(name, alt, content), by=visit.viewer)
    except Refused as error:
        form.refuse("file", error.told(_))


def serve(visit: Visit, kind: Kind) -> Response:
    """The file itself, to whoever may see its entry."""
    one = _attachment(visit, find(visit, kind))
    how = "inline" if one.media_type.startswith("image/") else "attachment"
    headers = {**SAFE, "Content-Disposition": f'{how}; filename="{one.name}"'}
    return PlainResponse(bytes_of(visit.session, one.id), media_type=one.media_type, headers=headers)


@deed(N_("Take the file away"))
def removal(visit: Visit, kind: Kind) -> Response:
    """Asks, and takes the file away."""
    entry = editable(visit, kind)
    one, _ = _attachment(visit, entry), visit.translator
    if visit.method == "POST":
        detach(visit.session, one, by=visit.viewer)
        return see_other(sub_url(visit, entry, "show") + "#attachments", said="file-removed")
    page = ConfirmPage(
        title=_("Take %(name)s away?") % {"name": one.name},
        text=_("Nobody sees the file any more. For ten minutes you can undo it, then it is deleted for good."),
        action=sub_url(visit, entry, "attachments:removal", attachment=str(one.id)),
        button=_("Remove"),
        back=sub_url(visit, entry, "show"),
    )
    return show(visit, page)


def _attachment(visit: Visit, entry: Entry) -> Attachment:
    return found_in(entry, ATTACHMENT, visit.path_params["attachment"], session=visit.session, viewer=visit.viewer)
