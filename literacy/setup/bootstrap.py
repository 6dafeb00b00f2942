"""Sets up `.venv` on a machine that has only Python, so that the first command already works. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
SITE = ("requirements.txt",)
TESTS = ("requirements.txt", "requirements-dev.txt")


class SetUpFailed(Exception):
    """Setting up cannot go on; the message says what to do."""


def enter(argv: Sequence[str]) -> None:
    """Continue this command inside the prepared environment; returns at once when already there."""
    command = argv[1] if len(argv) > 1 else "help"
    needed = TESTS if command == "test" else SITE
    if command == "demo":  # an own database: a demo never touches what people have learned
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{ROOT / '.local' / 'demo.sqlite3'}")
    try:
        if not _inside() and not _serves_elsewhere(command):
            prepare(needed)
            _become([str(_python()), *argv])
        if command == "test":
            if _inside():
                prepare(needed)
            _become(_test_command(argv[2:]))
    except SetUpFailed as problem:
        sys.exit(f"\n{problem}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Nothing was left half done; start the same command again at any time.")


def prepare(files: Sequence[str]) -> None:
    """Make `.venv` hold exactly the pinned, hashed packages of `files`; does nothing when it does already."""
    wanted = _fingerprint(files)
    if _stamp().exists() and wanted in _stamp().read_text().split() and _python().exists():
        return
    made_here = not _is_usable()
    try:
        if made_here:
            _make_venv()
        _install(files)
    except BaseException:
        if made_here:
            shutil.rmtree(VENV, ignore_errors=True)
        raise
    held = {_fingerprint(files[:count]) for count in range(1, len(files) + 1)}
    _stamp().write_text("\n".join(sorted(held)) + "\n")


def _inside() -> bool:
    return Path(sys.prefix).resolve() == VENV.resolve()


def _serves_elsewhere(command: str) -> bool:
    """In somebody's own environment (a container, a virtual environment) Django is there: use that one."""
    if command in ("demo", "test"):
        return False
    from importlib.util import find_spec

    return find_spec("django") is not None and find_spec("pydantic") is not None


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _stamp() -> Path:
    return VENV / "installed.sha256"


def _fingerprint(files: Sequence[str]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for name in files:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _is_usable() -> bool:
    """Whether `.venv` is whole: its Python runs and has pip. A half-made one is removed."""
    if _python().exists():
        check = subprocess.run([str(_python()), "-m", "pip", "--version"], capture_output=True, check=False)
        if check.returncode == 0:
            return True
    if VENV.exists():
        print("The folder .venv is not complete; making it anew.", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
    return False


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401 - Debian ships Python without it
        import venv
    except ImportError:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise SetUpFailed(
            "Python's own `venv` module is missing on this machine.\n"
            f"On Debian or Ubuntu: sudo apt install {package}\n"
            "Then start the same command again. Nothing was left behind."
        ) from None
    print("First start: setting up .venv (once).", flush=True)
    try:
        venv.create(VENV, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        raise SetUpFailed(
            f"The folder .venv could not be made: {problem}\n"
            "Is the disk full, or the folder read-only? Start the same command again after that is solved."
        ) from None


def _install(files: Sequence[str]) -> None:
    print(f"Installing what {' and '.join(files)} list, checked by hash …", flush=True)
    command = [str(_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    for name in files:
        command += ["-r", str(ROOT / name)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode == 0:
        return
    detail = "\n".join(line for line in done.stderr.splitlines() if line.startswith("ERROR"))[:1500]
    raise SetUpFailed(
        "The packages could not be installed.\n"
        f"{detail}\n"
        "If there is no network: connect once and start the same command again; later starts need none.\n"
        "If a hash does not match: the download was damaged or replaced; try another network."
    )


def _test_command(arguments: Sequence[str]) -> list[str]:
    """By default the whole suite on SQLite; `--postgres` runs all that need no browser on an own PostgreSQL."""
    chosen = [argument for argument in arguments if argument != "--postgres"]
    module = "tests.repository.on_postgres" if "--postgres" in arguments else "pytest"
    return [sys.executable, "-m", module, *chosen]


def _become(command: list[str]) -> None:
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.run(command, cwd=os.getcwd(), check=False).returncode)
    os.execv(command[0], command)  # noqa: S606 - our own Python, no shell wanted
