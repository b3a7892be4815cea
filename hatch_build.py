"""The build hook: brings htmx from its package into static/vendor, and maps shared folders into the wheel."""

import hashlib
import importlib.util
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HTMX_SHA256 = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"
TARGET = Path("static") / "vendor" / "htmx.min.js"


class IdeabankBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before wheel, sdist and editable builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        target = Path(self.root) / TARGET
        copy_htmx(target)
        build_data["artifacts"].append(TARGET.as_posix())
        # An editable install must not get copies: stale templates would lie in site-packages.
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update(
                {str(Path(self.root) / name): f"ideabank/{name}" for name in ("templates", "static")}
            )


def copy_htmx(target: Path) -> None:
    """htmx 2 from the package django-htmx, without importing Django; refused when it is not the file we know."""
    if target.exists() and _digest(target) == HTMX_SHA256:
        return
    spec = importlib.util.find_spec("django_htmx")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("Building needs the package django-htmx, which carries htmx.")
    source = Path(next(iter(spec.submodule_search_locations))) / "static" / "django_htmx" / "htmx-2.min.js"
    if _digest(source) != HTMX_SHA256:
        raise RuntimeError(
            f"{source.name} is not the htmx this version was tested with. Pin django-htmx as pyproject.toml says."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
