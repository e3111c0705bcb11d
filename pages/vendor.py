"""The command that fetches the pages' third-party files: `python -m pages.vendor` (needs npm and a network).

Every package is pinned in its page's `vendored.toml`; a file whose SHA-256 is not recorded there is refused.
To upgrade: change a version, run the command, read what the refusal found, record the new sum.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PAGES = [Path(__file__).parent / name for name in ("explorer", "dashboard")]
LICENCE_FILE = re.compile(r"(licen[cs]e|copying)[^/]*", re.IGNORECASE)

Package = dict[str, bytes]


def fetch(specs: Iterable[str], into: Path) -> dict[str, Package]:
    """Fetch the files of each package, by their path inside it."""
    npm = shutil.which("npm") or sys.exit("npm is needed to fetch the pages' files.")
    packages = sorted(set(specs))
    command = [npm, "pack", "--json", "--ignore-scripts", "--pack-destination", str(into), *packages]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603 - all pinned
    return {package["id"]: unpack(into / package["filename"]) for package in json.loads(answer)}


def unpack(tarball: Path) -> Package:
    with tarfile.open(tarball) as archive:
        return {
            member.name.split("/", 1)[1]: archive.extractfile(member).read()  # type: ignore[union-attr]
            for member in archive
            if member.isfile()
        }


def licence_of(package: Package) -> str:
    for name in sorted(package):
        if LICENCE_FILE.fullmatch(name):
            return package[name].decode().strip().replace("\r\n", "\n")
    about = json.loads(package["package.json"])
    return f"{about['license']} licence, by {about['author']} (the package holds no licence text)."


def licences(covers: dict[str, str], packages: dict[str, Package]) -> bytes:
    parts = [f"{covers[spec]}\n({spec})\n\n{licence_of(packages[spec])}\n" for spec in covers]
    return f"\n{'-' * 100}\n\n".join(parts).encode()


def check_sums(contents: dict[str, bytes], known_sums: dict[str, str]) -> str:
    """Return one line per file, as `sha256sum` writes it; exit if a sum differs from the recorded one."""
    sums = {name: hashlib.sha256(contents[name]).hexdigest() for name in sorted(contents)}
    wrong = [
        f"{name}: recorded {known_sums[name]}, found {sha}"
        for name, sha in sums.items()
        if sha != known_sums[name]
    ]
    if wrong:
        sys.exit("\n".join(["Nothing was written, these SHA-256 differ:", *wrong]))
    return "".join(f"{sha}  {name}\n" for name, sha in sums.items())


def vendor(page: Path) -> None:
    pins: dict[str, Any] = tomllib.loads((page / "vendored.toml").read_text())
    covers = pins["licences"]["texts"]
    with tempfile.TemporaryDirectory() as folder:
        packages = fetch([*covers, *(file["package"] for file in pins["file"])], Path(folder))
    contents = {file["name"]: packages[file["package"]][file["path"]] for file in pins["file"]}
    known_sums = {file["name"]: file["sha256"] for file in pins["file"]}
    contents["LICENSES.txt"] = licences(covers, packages)
    known_sums["LICENSES.txt"] = pins["licences"]["sha256"]
    write({**contents, "SHA256SUMS": check_sums(contents, known_sums).encode()}, page / "assets")


def write(contents: dict[str, bytes], assets: Path) -> None:
    if assets.exists():
        shutil.rmtree(assets)
    assets.mkdir()
    for name, content in contents.items():
        (assets / name).write_bytes(content)


if __name__ == "__main__":
    for page in PAGES:
        vendor(page)
