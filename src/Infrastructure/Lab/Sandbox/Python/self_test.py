# Run by the server as a script, after self_test_worker.py: tries to break out in every way it knows and prints what worked.
import ctypes, errno, json, os, signal, socket, sys, time

import numpy as np

facts = json.loads(FACTS)
libc = ctypes.CDLL(None, use_errno=True)
broken = []


def attempt(what, action):
    """An exception means that the attempt failed, as it should."""
    try:
        if action():
            broken.append(what)
    except (OSError, MemoryError, RuntimeError, ValueError):
        pass


def call(number, *args):
    return libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) for a in args]) != -1


def read(path):
    with open(path, "rb") as file:
        return bool(file.read(1)) or True


def write(path):
    with open(path, "wb") as file:
        return bool(file.write(b"x"))


def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        client.connect(address)
    return True


def fork_bomb():
    children = []
    try:
        for _ in range(facts["processes"] + 8):
            child = os.fork()
            if child == 0:
                signal.pause()
            children.append(child)
        return True
    finally:
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def allocate():
    blocks = [bytearray(16 << 20) for _ in range(facts["memory"] // 16 + 16)]
    return bool(blocks)


def allocate_together():
    """Starts processes that stay below the limit each and exceed it together. Returns whether the survivors exceed it."""
    part, children = facts["memory"] * 3 // 4, []
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})  # it would stop a script that was able to be traced
    try:
        for _ in range(min(facts["all_memory"] // part + 2, facts["processes"] - 1)):
            reader, writer = os.pipe()
            child = os.fork()
            if child == 0:
                try:
                    block = bytearray(part << 20)
                    os.write(writer, b"x")
                    signal.pause()
                finally:
                    os._exit(0)
            os.close(writer)
            children.append((child, reader))
        ready = [child for child, reader in children if os.read(reader, 1)]
        time.sleep(0.2)  # one that was killed for another one is gone now
        return sum(os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None for child in ready) * part > facts["all_memory"]
    finally:
        for child, _ in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def fill_disk():
    written, chunk = 0, bytes(1 << 20)
    try:
        for i in range(facts["scratch"] * 4 + 4):
            with open(f"/tmp/fill{i}", "wb") as file:
                written += file.write(chunk)
    finally:
        for i in range(facts["scratch"] * 4 + 4):
            if os.path.exists(f"/tmp/fill{i}"):
                os.unlink(f"/tmp/fill{i}")
    return True


def report():
    sys.stdout.write("result " + json.dumps(broken) + "\n")
    sys.stdout.flush()


def is_open(descriptor):
    os.fstat(descriptor)
    return True


for path in (facts["file"], "/etc/passwd", "/etc/shadow", "/proc/1/environ", "/proc/self/status", "/sys/kernel", "/root", "/dev/mem"):
    attempt(f"read {path}", lambda: os.listdir(path) if os.path.isdir(path) else read(path))
for folder in ("/", "/usr/lib", "/etc", "/dev", "/home/user", os.path.dirname(facts["file"])):
    attempt(f"write into {folder}", lambda: write(f"{folder}/x"))
attempt("connect to the server's machine", lambda: connect(socket.AF_INET, ("127.0.0.1", facts["port"])))
attempt("connect to an abstract socket", lambda: connect(socket.AF_UNIX, "\0" + facts["socket"]))
attempt("signal the server", lambda: os.kill(facts["pid"], 0) is None)
for name, action in find_ways_to_reach(facts["worker"], facts["process_vm_writev"]).items():
    attempt(name, action)
for name, (number, *args) in facts["calls"].items():
    attempt(name, lambda: call(number, *args))
for descriptor in range(11, 256):
    attempt(f"use the descriptor {descriptor}, which is not the script's", lambda: is_open(descriptor))
attempt("be root", lambda: os.geteuid() == 0)
attempt("become another user", lambda: os.setuid(0) is None)
attempt("gain privileges", lambda: libc.prctl(39, 0, 0, 0, 0) != 1)
attempt("raise the limit of memory", lambda: __import__("resource").setrlimit(9, (-1, -1)) is None)
attempt("fill the disk", fill_disk)
attempt("start processes without end", fork_bomb)
attempt("be traced", lambda: libc.ptrace(0, 0, 0, 0) != -1)  # after those that send signals: one would stop a traced process
report()
# Last: a control group ends the script, where its limit is reached first.
attempt("allocate in several processes more than its limit", allocate_together)
attempt("allocate without end", allocate)
report()
