"""What the drivers of this folder share: which calls can fail how, and a program that runs with a fault in it."""

import errno
import os
import signal
import struct
import subprocess
import time
from pathlib import Path

# What the kernel can say, by its manual pages: what somebody can meet without having done anything wrong. EINTR for ever
# is none of these (a signal comes once), so it is met a few times only.
ERRNOS = {
    "accept4": ["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "ECONNABORTED", "EPERM"],
    "bind": ["EADDRINUSE", "EADDRNOTAVAIL", "EACCES", "ENOMEM"],
    "close": ["EIO", "EINTR"],
    "connect": ["EADDRNOTAVAIL", "ENETUNREACH", "ETIMEDOUT", "EPERM"],
    "epoll_create1": ["EMFILE", "ENFILE", "ENOMEM"],
    "epoll_ctl": ["ENOSPC", "ENOMEM"],
    "epoll_wait": ["EINTR"],
    "eventfd": ["EMFILE", "ENFILE", "ENODEV", "ENOMEM"],
    "fcntl": ["EIO"],
    "fdatasync": ["EIO", "ENOSPC"],
    "flock": ["ENOLCK", "EINTR"],
    "fstat": ["EIO", "ENOMEM"],
    "fsync": ["EIO", "ENOSPC", "EDQUOT", "EINVAL"],
    "ftruncate": ["EIO", "EPERM"],
    "getpeername": ["ENOBUFS"],
    "getsockname": ["ENOBUFS"],
    "getsockopt": ["ENOBUFS", "ENOPROTOOPT"],
    "inotify_add_watch": ["ENOSPC", "ENOMEM", "EACCES"],
    "inotify_init1": ["EMFILE", "ENFILE", "ENOMEM"],
    "ioctl": ["ENOTTY", "ENOMEM"],
    "link": ["EPERM", "ENOSPC", "EIO"],
    "linkat": ["EPERM", "ENOSPC", "ENOENT"],
    "listen": ["EADDRINUSE", "EOPNOTSUPP"],
    "lstat": ["EACCES", "EIO"],
    "mkdir": ["EACCES", "ENOSPC", "EROFS"],
    "mmap": ["ENOMEM", "ENODEV", "EAGAIN"],
    "open": ["EMFILE", "ENFILE", "EACCES", "ENOSPC", "EROFS", "EIO"],
    "opendir": ["EMFILE", "EACCES"],
    "poll": ["ENOMEM", "EINTR"],
    "posix_fallocate": ["ENOSPC", "EFBIG", "EOPNOTSUPP", "EINTR"],
    "pread": ["EIO", "EINTR"],
    "pthread_create": ["EAGAIN"],
    "pwrite": ["ENOSPC", "EIO", "EINTR", "SHORT"],
    "read": ["EIO", "EINTR"],
    "recv": ["ENOMEM", "ENOBUFS", "ECONNRESET"],
    "recvmsg": ["ENOMEM", "ENOBUFS", "ECONNRESET"],
    "rename": ["ENOSPC", "EACCES", "EIO", "EXDEV"],
    "renameat2": ["EINVAL", "ENOSYS", "EACCES"],
    "send": ["ENOBUFS", "ENOMEM", "EPIPE"],
    "sendto": ["ENOBUFS", "ENOMEM", "EPERM"],
    "setsockopt": ["ENOBUFS", "ENOPROTOOPT"],
    "shutdown": ["ENOTCONN", "ENOBUFS"],
    "signalfd": ["EMFILE", "ENODEV", "ENOMEM"],
    "socket": ["EMFILE", "ENFILE", "ENOBUFS", "EACCES", "EAFNOSUPPORT"],
    "stat": ["EACCES", "EIO"],
    "timerfd_create": ["EMFILE", "ENFILE", "ENODEV", "ENOMEM"],
    "unlink": ["EACCES", "EIO", "EROFS"],
    "write": ["ENOSPC", "EIO", "EDQUOT", "EINTR", "SHORT"],
}
A_FEW = 40
PASSING = ("EINTR", "SHORT")  # the next call goes well


class Fault:
    def __init__(self, call, nth, how, error):
        self.call, self.nth, self.error = call, nth, error
        self.how = A_FEW if how == "ever" and error in PASSING else how

    def __str__(self):
        return f"{self.call}:{self.nth}:{self.how}:{self.error}"

    def words(self):
        """The system's for the error."""
        return os.strerror(getattr(errno, self.error)) if self.error != "SHORT" else ""


def plain_environment():
    """Without what this test's own user and screen have."""
    own = ("XDG_", "WAYLAND_", "DISPLAY", "LC_", "LANG", "DOORWAY_FAULT")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)} | {"LC_ALL": "C.UTF-8"}


def environment_with(library, counts, fault=None, changes=None):
    environment = plain_environment() | {"LD_PRELOAD": str(library), "DOORWAY_FAULT_COUNTS": str(counts)}
    if fault:
        environment["DOORWAY_FAULT"] = str(fault)
    return environment | (changes or {})


def read_counts(file):
    """By kind of call: how often the program made it, and how often it failed by our doing."""
    data = Path(file).read_bytes()
    counts = {}
    for at in range(0, len(data), 40):
        name = data[at:at + 24].rstrip(b"\0").decode()
        if name:
            counts[name] = struct.unpack_from("QQ", data, at + 24)
    return counts


class Ended:
    """How a program ended: its exit code (-N: signal N; None: it had to be killed), and what it said."""

    def __init__(self, code, output, errors, seconds):
        self.code, self.output, self.errors, self.seconds = code, output, errors, seconds

    def crash(self):
        """What is wrong with the end as such; nothing where nothing is."""
        if self.code is None:
            return "it does not end"
        if self.code < 0:
            return f"it died of {signal.Signals(-self.code).name}"
        return None


def run_to_end(command, environment, seconds=20, cwd=None, preexec=None, text=None):
    begin = time.monotonic()
    program = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               stdin=subprocess.DEVNULL if text is None else subprocess.PIPE, env=environment, cwd=cwd,
                               preexec_fn=preexec)
    try:
        output, errors = program.communicate(text, timeout=seconds)
        code = program.returncode
    except subprocess.TimeoutExpired:
        program.kill()
        output, errors = program.communicate()
        code = None
    return Ended(code, output, errors.decode(errors="replace"), time.monotonic() - begin)
