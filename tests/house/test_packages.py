"""What is installed beside us: some packages fight over one import name."""

from importlib.metadata import distribution, packages_distributions

import pytest


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("whoosh", "whoosh-reloaded"),
        ("markdown", "markdown"),
        ("httpx2", "httpx2"),
        ("frontmatter", "python-frontmatter"),
    ],
)
def test_one_package_gives_each_module(module: str, package: str) -> None:
    found = {name.lower() for name in packages_distributions().get(module, [])}
    assert found <= {package}, (
        f"{sorted(found)} all install a module named {module}; keep {package} in a fresh environment."
    )


@pytest.mark.parametrize("module", ["ideabank", "usecases", "segments", "cookbook"])
def test_our_packages_are_ours(module: str) -> None:
    found = {name.lower() for name in packages_distributions().get(module, [])}
    assert found <= {"ideabank"}, f"{sorted(found)} also installs {module}: Ideabank wants an environment of its own."


def test_whoosh_is_the_fork_and_version_we_know() -> None:
    assert distribution("Whoosh-Reloaded").version == "2.7.5"
