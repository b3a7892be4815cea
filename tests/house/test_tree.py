"""What lies in the repository, and what must not."""

import re

from tests.house.tree import files, report, text

TOP = {
    "ideabank", "usecases", "segments", "cookbook", "templates", "static", "tests",
    "pyproject.toml", "hatch_build.py", "Makefile", "README.md", "LICENSE",
    ".ci", ".gitignore", ".gitattributes",
}  # fmt: skip

BANNED = re.compile(
    r"(^|/)(uv\.lock|poetry\.lock|Pipfile\.lock|pdm\.lock|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|requirements[^/]*\.txt)$"
    r"|(^|/)htmx[^/]*\.js$|\.min\.(js|css)$|\.(pyc|mo|sqlite3|whl|zip|tgz)$|(^|/)node_modules/|^static/vendor/"
)
ADDRESSES = re.compile(
    r"https?://[^\s\"]+[.](whl|tgz|tar[.]gz)"
    r"|--(extra-)?index-url"
    r"|\b(pypi[.]org|pythonhosted[.]org|registry[.]npmjs|unpkg[.]com|jsdelivr[.]net|cdnjs[.]cloudflare)"
)
MACHINES = re.compile(r"(?<![\w./-])/(tmp|work|root|farm|home|Users)/\w")
BINARY = {".png", ".jpg", ".webp", ".ico", ".woff2"}


def test_the_top_level_is_the_one_the_readme_draws() -> None:
    strangers = sorted({path.parts[0] for path in files()} - TOP)
    report("The top level is fixed, so that a newcomer sees the whole at a glance.", strangers)


def test_nothing_of_others_and_nothing_made_is_committed() -> None:
    report(
        "Other people's code comes from packages, at build time; lock files record download addresses; what is made is not kept.",
        [str(path) for path in files() if BANNED.search(path.as_posix())],
    )


def test_no_file_names_a_download_address_or_a_path_of_one_machine() -> None:
    report(
        "Packages are named with versions and come from wherever the reader's pip gets them; paths are relative.",
        [
            f"{path}:{number}  {line.strip()[:100]}"
            for path in files()
            if path.suffix not in BINARY
            for number, line in enumerate(text(path).split("\n"), 1)
            if ADDRESSES.search(line) or MACHINES.search(line)
        ],
    )


def test_each_test_folder_is_a_package() -> None:
    folders = {path.parent for path in files() if path.parts[0] == "tests" and path.suffix == ".py"}
    report(
        "Two test files of one name would hide each other without __init__.py.",
        sorted(str(folder) for folder in folders if folder / "__init__.py" not in files()),
    )
