"""Runs one script: prepares everything, waits for the code, runs it, and reports how it ended."""
import atexit, linecache, mmap, os, resource, sys, threading, traceback, types

import numpy as np
import openevent_values as values
from openevent_channel import Channel
from openevent_device import create_functions
from openevent_elements import Elements

SCRIPT = "script.py"
FAILED, OUT_OF_MEMORY, BROKEN = 80, 81, 82
RESERVE = 16 << 20
_exit = os._exit
MAX_FRAMES, MAX_MESSAGE = 20, 4000


def main(stdin, setup, ready):
    channel = Channel(stdin, setup["max_message"])
    names = {**create_functions(channel, setup["catalogue"]), **Elements(channel).functions()}
    _limit(setup["limits"])
    channel.start(ready)
    job = channel.read()
    if job is None:
        _exit(0)
    os.nice(5)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + job["seconds"] + 1)
    channel.capture()
    try:
        code = _run(channel, job["code"], names)
    except MemoryError:
        code = OUT_OF_MEMORY
    except BaseException:
        code = BROKEN
    _finish(channel, code)


def _run(channel, source, names):
    module = types.ModuleType("__main__")
    module.__dict__.update(names)
    sys.modules["__main__"] = module
    sys.argv = [SCRIPT]
    linecache.cache[SCRIPT] = (len(source), None, [line + "\n" for line in source.split("\n")], SCRIPT)
    try:
        exec(compile(source, SCRIPT, "exec", dont_inherit=True), module.__dict__)
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and not thread.daemon:
                thread.join()
        return 0
    except SystemExit as stop:
        return _exit_code(channel, stop.code)
    except BaseException as error:
        return _report(channel, error)


def _exit_code(channel, code):
    if code is None or code == 0:
        return 0
    if not isinstance(code, int):
        channel.print("err", values.to_text(code) + "\n")
        return FAILED
    return code & 0xFF or 1


def _report(channel, error):
    """Sends the error with the lines of the script only."""
    memory = isinstance(error, MemoryError)
    if memory:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))  # the report needs memory too
    trace, message = error.__traceback__, _message(error)
    kind = type.__dict__["__name__"].__get__(type(error))[:100]
    try:
        frames = [(f.f_lineno if line is None else line) for f, line in traceback.walk_tb(trace) if f.f_code.co_filename == SCRIPT]
        line = frames[-1] if frames else None
        text = _traceback(trace, kind, message)
    except MemoryError:
        line, text = None, f"{kind}: {message}\n"
    if isinstance(error, SyntaxError) and error.filename == SCRIPT:
        line = error.lineno
        text = "".join(traceback.format_exception_only(SyntaxError, error))[:MAX_MESSAGE]
        message = values.to_text(error.msg)
    if memory and not message:
        message = "The script needs more memory than its limit."
    channel.send(
        {"type": "error", "line": line, "message": message, "exception": values.to_text(kind), "traceback": values.to_text(text)}
    )
    return OUT_OF_MEMORY if memory else FAILED


def _message(error):
    try:
        text = values.to_text(error)
    except BaseException as other:
        text = f"The text of the exception cannot be shown, because of a {type(other).__name__}."
    return text if len(text) <= MAX_MESSAGE else text[:MAX_MESSAGE] + " …"


def _traceback(trace, kind, message):
    summary = traceback.StackSummary.extract(
        ((f, line) for f, line in traceback.walk_tb(trace) if f.f_code.co_filename == SCRIPT), lookup_lines=True
    )
    if len(summary) > MAX_FRAMES:
        del summary[MAX_FRAMES // 2 : -MAX_FRAMES // 2]
    return "".join(["Traceback (most recent call last):\n", *summary.format(), f"{kind}: {message}\n" if message else f"{kind}\n"])


def _finish(channel, code):
    try:
        if code == 0:
            atexit._run_exitfuncs()
    except BaseException:
        pass
    try:
        channel.flush()
    finally:
        _exit(code)


def _limit(limits):
    """Sets the limits of this process and its children. They cannot be raised again."""
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_FSIZE, limits["scratch_bytes"])
    _set(resource.RLIMIT_NOFILE, limits["files"])
    _set(resource.RLIMIT_MEMLOCK, 0)
    _set(resource.RLIMIT_MSGQUEUE, 0)
    if limits["memory_bytes"]:
        most = _mapped_bytes() + limits["memory_bytes"]
        resource.setrlimit(resource.RLIMIT_AS, (most, most + RESERVE))
    if limits["processes"]:
        _set(resource.RLIMIT_NPROC, limits["processes"])


def _mapped_bytes():
    """The address space in use. There is no /proc to read it from, so it is found by trying."""
    low, high = 0, 1 << 34
    while high - low > 1 << 20:
        middle = (low + high) // 2
        resource.setrlimit(resource.RLIMIT_AS, (middle, resource.RLIM_INFINITY))
        try:
            mmap.mmap(-1, mmap.PAGESIZE).close()
            high = middle
        except (OSError, MemoryError):
            low = middle
    return high


def _set(kind, value):
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))
