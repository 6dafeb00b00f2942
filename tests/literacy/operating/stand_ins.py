"""Programs that a test has no right to, as sudo, systemd, certbot: each does in a folder what the real one does.

Started as `python stand_ins.py BOX NAME arguments…` by the little scripts that `box.py` puts in front of the PATH; BOX
is the folder that stands for the machine. Standard library only.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

LIBFAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
PATIENCE = 240.0  # seconds until a service counts as one that does not start, or stop


def sudo(box: Path, arguments: list[str]) -> int:
    """Who may do what is not tried: there is one user, but for a service that has one of its own."""
    values = {**os.environ, **_clock(box)}
    while arguments and (arguments[0] == "-u" or "=" in arguments[0]):
        word = arguments.pop(0)
        if word == "-u":
            user = _values(box / f"{arguments.pop(0)}.values")
            os.setuid(int(user.pop("UID", os.getuid())))
            values |= user
        else:
            name, _, value = word.partition("=")
            values[name] = value
    if arguments[0] == "install":  # for a user that is not there
        arguments = shlex.split(re.sub(r" -[og] \w+", "", shlex.join(arguments)))
    os.execvpe(arguments[0], arguments, values)  # noqa: S606


def runuser(box: Path, arguments: list[str]) -> int:
    command = arguments[arguments.index("--") + 1 :]
    os.execvp(command[0], command)  # noqa: S606


def nothing(box: Path, arguments: list[str]) -> int:
    """apt-get and adduser: what they would bring is there, or the test says what is missing."""
    return 0


def nginx(box: Path, arguments: list[str]) -> int:
    os.execv("/usr/sbin/nginx", ["nginx", "-p", str(box), "-c", str(box / "nginx.conf"), *arguments])  # noqa: S606


def certbot(box: Path, arguments: list[str]) -> int:
    """Certificates of the box's own authority, in the place of Let's Encrypt."""
    live = box / "etc/letsencrypt/live" / (box / "host").read_text()
    live.mkdir(parents=True, exist_ok=True)
    shutil.copy(box / "site.pem", live / "fullchain.pem")
    shutil.copy(box / "site.key", live / "privkey.pem")
    return 0


def scp(box: Path, arguments: list[str]) -> int:
    """What stands in a file of places on this machine names those of the other one there."""
    file, where = Path(arguments[0]), arguments[1]
    home = Path((box / f"home-of-{where.partition(':')[0]}").read_text())
    (home / file.name).write_text(file.read_text().replace(str(box), str(home.parent)))
    return 0


def date(box: Path, arguments: list[str]) -> int:
    if arguments[:1] != ["-s"]:
        os.execv("/bin/date", ["date", *arguments])  # noqa: S606
    wanted = subprocess.run(["/bin/date", "-d", arguments[1], "+%s"], capture_output=True, text=True, check=True)
    (box / "clock").write_text(f"{int(wanted.stdout) - int(time.time()):+d}")
    return 0


def timedatectl(box: Path, arguments: list[str]) -> int:
    if arguments == ["set-ntp", "true"]:
        (box / "clock").unlink(missing_ok=True)
    return 0


def journalctl(box: Path, arguments: list[str]) -> int:
    unit, lines = arguments[arguments.index("-u") + 1], int(arguments[arguments.index("-n") + 1])
    log = box / "logs" / unit.removesuffix(".service")
    print("\n".join(log.read_text().splitlines()[-lines:]) if log.exists() else "-- No entries --")
    return 0


def systemctl(box: Path, arguments: list[str]) -> int:
    verb, *units = (one for one in arguments if not one.startswith("--"))
    if verb == "daemon-reload" or (verb == "enable" and "--now" not in arguments):
        return 0
    done = {"enable": _start, "start": _start, "stop": _stop, "restart": _restart, "reload": _reload, "kill": _kill}
    return max(done[verb](box, unit if "." in unit else f"{unit}.service") for unit in units)


def supervise(box: Path, arguments: list[str]) -> int:
    """Keep one service running until told to stop, as `Restart=always` asks."""
    unit, stopping = arguments[0], False
    current: list[subprocess.Popen[str]] = []

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping, found = True, _unit(box, unit)
        told = current[-1].send_signal if found.get("KillMode") == ["mixed"] else partial(_signal_all, current[-1])
        told(signal.Signals[found.get("KillSignal", ["SIGTERM"])[0]])

    signal.signal(signal.SIGTERM, stop)
    while not stopping:
        found = _unit(box, unit)
        current.append(_launch(box, found))
        _write(box / "pids" / f"{unit}.main", str(current[-1].pid))
        if stopping:  # it was told between the last one and this one
            stop()
        reading = threading.Thread(target=_log, args=(box, unit, current[-1]))
        reading.start()
        current[-1].wait()
        _signal_all(current[-1], signal.SIGKILL)  # nothing of a service outlives it
        reading.join()
        if found.get("Restart") != ["always"]:
            break
        if not stopping:
            time.sleep(float(found["RestartSec"][0]))
    return 0


def _log(box: Path, unit: str, process: subprocess.Popen[str]) -> None:
    with (box / "logs" / unit.removesuffix(".service")).open("a") as log:
        for line in process.stdout or ():
            log.write(line)
            log.flush()


def _signal_all(process: subprocess.Popen[str], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _start(box: Path, unit: str) -> int:
    found = _unit(box, unit)
    if unit.endswith(".timer") or (box / "pids" / unit).exists():
        return 0
    if found.get("Type") == ["oneshot"]:
        process = _launch(box, found)
        output = process.communicate()[0]
        with (box / "logs" / unit.removesuffix(".service")).open("a") as log:
            log.write(output)
        return process.returncode
    main = box / "pids" / f"{unit}.main"
    main.unlink(missing_ok=True)
    command = [sys.executable, "-S", __file__, str(box), "supervise", unit]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    (box / "pids" / unit).write_text(str(process.pid))
    if not _soon(main.exists):
        return 1
    for waiting in _unit(box, unit).get("ExecStartPost", ()):
        subprocess.run(shlex.split(waiting), timeout=PATIENCE, check=True)
    return 0


def _stop(box: Path, unit: str) -> int:
    file = box / "pids" / unit
    if not file.exists():
        return 0
    pid = int(file.read_text())
    os.kill(pid, signal.SIGTERM)
    has_stopped = _soon(lambda: not _is_alive(pid))
    if not has_stopped:
        _kill(box, unit)
    file.unlink()
    return 0 if has_stopped else 1


def _restart(box: Path, unit: str) -> int:
    return _stop(box, unit) or _start(box, unit)


def _reload(box: Path, unit: str) -> int:
    if not (box / "pids" / unit).exists():
        return _start(box, unit)
    main = int((box / "pids" / f"{unit}.main").read_text())
    before = _children(main)
    os.kill(main, signal.SIGHUP)
    return 0 if _soon(lambda: _has_new_workers(main, before)) else 1


def _has_new_workers(main: int, before: set[int]) -> bool:
    """Whether nginx has workers with the new settings, and those with the old ones listen no more."""
    listening = {one for one in _children(main) if "shutting down" not in _command(one)}
    return bool(listening) and not listening & before


def _kill(box: Path, unit: str) -> int:
    """All processes of a service at once, as `--signal=KILL` asks; its supervisor stays."""
    for one in _children(int((box / "pids" / unit).read_text())):
        with suppress(ProcessLookupError):
            os.killpg(one, signal.SIGKILL)
    return 0


def _children(pid: int) -> set[int]:
    said = subprocess.run(["/bin/ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return {int(one) for one in said.stdout.split()}


def _command(pid: int) -> str:
    """What a process is called; "" when it is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    return ""


def _soon(happens: Callable[[], bool]) -> bool:
    """Wait for it; False when it does not happen at all."""
    deadline = time.monotonic() + PATIENCE
    while not happens():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _write(file: Path, text: str) -> None:
    """Whole or not at all: somebody waits for it."""
    half = file.with_name(f"{file.name}.half")
    half.write_text(text)
    half.rename(file)


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _launch(box: Path, unit: dict[str, list[str]]) -> subprocess.Popen[str]:
    values = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **_clock(box)}
    for line in unit.get("Environment", ()):
        values |= dict(one.split("=", 1) for one in shlex.split(line))
    return subprocess.Popen(
        shlex.split(unit["ExecStart"][-1]), env=values, cwd=unit.get("WorkingDirectory", ["/"])[0], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip


def _unit(box: Path, name: str) -> dict[str, list[str]]:
    """Each key of a unit and of what was put beside it, with its values in order."""
    folder, found = box / "etc/systemd/system", {}
    for file in (folder / name, *sorted((folder / f"{name}.d").glob("*.conf"))):
        for key, value in re.findall(r"^(\w+)=(.*)$", file.read_text(), re.MULTILINE):
            found.setdefault(key, []).append(value)
    return found


def _clock(box: Path) -> dict[str, str]:
    """What makes a program believe that this machine's clock is wrong."""
    if not (box / "clock").exists():
        return {}
    return {"LD_PRELOAD": str(LIBFAKETIME), "FAKETIME": (box / "clock").read_text(), "DONT_FAKE_MONOTONIC": "1"}


def _values(file: Path) -> dict[str, str]:
    lines = file.read_text().splitlines() if file.exists() else ()
    return dict(line.split("=", 1) for line in lines)


PROGRAMS: dict[str, Callable[[Path, list[str]], int]] = {
    "sudo": sudo, "runuser": runuser, "apt-get": nothing, "adduser": nothing, "nginx": nginx, "certbot": certbot,
    "scp": scp, "date": date, "timedatectl": timedatectl, "journalctl": journalctl, "systemctl": systemctl,
    "supervise": supervise,
}  # fmt: skip

if __name__ == "__main__":
    sys.exit(PROGRAMS[sys.argv[2]](Path(sys.argv[1]), sys.argv[3:]))
