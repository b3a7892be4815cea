"""The variants of a recipe: their form."""

import dataclasses
from collections.abc import Sequence

from cookbook.recipes.plan import Plan, Variant
from cookbook.recipes.reading import LIMITS, VARIANT_LIMIT
from cookbook.recipes.structure import VARIANT
from cookbook.recipes.tasks import GONE
from ideabank.entries.multilingual import free_key, in_language
from ideabank.pieces.desk import Desk
from ideabank.pieces.form import NEW, PieceForm, Removal, Understood
from ideabank.pieces.views import Row
from ideabank.visit.views import Field
from ideabank.web.forms import Form, Value


class VariantForm(PieceForm[Plan, Variant]):
    """The form of one variant; "new" in the address begins one."""

    pieces = VARIANT
    parameters = ("variant",)
    gone = GONE
    begins = True

    def new(self) -> Variant:
        return Variant(NEW, {})

    def name(self, at: Desk[Plan], piece: Variant) -> str:
        return in_language(piece.name, at.language)

    def title(self, at: Desk[Plan], piece: Variant) -> str:
        _ = at.visit.translator
        return _("Variant") if piece.key != NEW else _("New variant")

    def back(self, at: Desk[Plan], key: str) -> str:
        return at.to("decisions", **at.here())

    def removal(self, at: Desk[Plan], piece: Variant) -> Removal | None:
        if piece.key == NEW:
            return None
        told = at.visit.translator("The variant is taken away. Tasks that were only for it are then for all.")
        return Removal(self.name(at, piece), told)

    def refusal(self, at: Desk[Plan], piece: Variant) -> str:
        leading = [one for one in at.value.questions if any(answer.variant == piece.key for answer in one.answers)]
        names = ", ".join(in_language(one.text, at.language) for one in leading)
        told = at.visit.translator("Answers of “%(name)s” lead here. Let them lead elsewhere first.")
        return told % {"name": names} if leading else ""

    def fields(self, at: Desk[Plan], piece: Variant) -> Sequence[Field]:
        _ = at.visit.translator
        return (
            Field(name="name", label=_("Name of the variant"), required=True, limit=LIMITS["name"]),
            Field(name="text", label=_("What it means"), widget="textarea", rows=4, limit=VARIANT_LIMIT),
        )

    def filled(self, at: Desk[Plan], piece: Variant) -> dict[str, Value]:
        return {"name": piece.name.get(at.language, ""), "text": piece.text.get(at.language, "")}

    def understood(self, at: Desk[Plan], piece: Variant, form: Form) -> Understood[Plan]:
        key = piece.key
        if key == NEW:
            key = free_key(form.value("name"), {*VARIANT.keys(at.value), NEW}, "variant")
        name, text = at.told(piece.name, form, "name"), at.told(piece.text, form, "text")
        return Understood(VARIANT.put(at.value, dataclasses.replace(piece, key=key, name=name, text=text)), key)

    def rows(self, at: Desk[Plan], piece: Variant) -> Sequence[Row]:
        labels = [field.label for field in self.fields(at, piece)]
        told = (piece.name, piece.text)
        return [Row(label, one, in_language(one, at.language)) for label, one in zip(labels, told, strict=True)]
