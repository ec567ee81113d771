"""The worker's connection to the server: JSON lines on the former standard input and output, and what the script prints."""
import io, json, os, select, threading, time

import openevent_values as values

FLUSH_SECONDS = 0.05
FLUSH_CHARACTERS = 4096
CONSOLE_CHARACTERS = 8192
BYTES_OF_CHARACTER = 13  # as two escaped surrogates, and a share of the message's other fields


class Channel:
    """Sends messages in the order in which the script produced them, together with what it printed before."""

    def __init__(self, stdin, max_message):
        self._in = stdin
        self._out = os.dup(1)
        self._max_message = max_message
        self._console_characters = min(CONSOLE_CHARACTERS, max_message // BYTES_OF_CHARACTER)
        self._dumps, self._write, self._clock = json.dumps, os.write, time.monotonic
        self._pending = []
        self._flushed = 0.0
        self._pipes = {}
        self._number = 0
        self._restart_locks()
        os.register_at_fork(after_in_child=self._after_fork)

    def read(self):
        """The next line of the server as an object, or None at its end."""
        line = self._in.readline()
        return json.loads(line) if line else None

    def start(self, ready):
        """Tells the server that the worker is ready, before the first script's code."""
        self._write_all(self._dumps(ready).encode("ascii") + b"\n")

    def capture(self):
        """Redirects the descriptors 0 to 2 and the streams of Python, so that nothing but messages reaches the server."""
        import sys

        nothing = os.open("/dev/null", os.O_RDWR)
        os.dup2(nothing, 0)
        os.close(nothing)
        for descriptor, stream in ((1, "out"), (2, "err")):
            reader, writer = os.pipe()
            os.set_blocking(reader, False)
            os.dup2(writer, descriptor)
            os.close(writer)
            self._pipes[reader] = stream
        sys.stdin = io.TextIOWrapper(io.BytesIO(), "utf-8")
        sys.stdout, sys.stderr = ConsoleStream(self, "out", 1), ConsoleStream(self, "err", 2)
        threading.Thread(target=self._pump, name="console", daemon=True).start()

    def send(self, message):
        line = self._encode(message)
        with self._lock:
            self._flush()
            self._write_all(line)

    def ask(self, message):
        """Sends a message that needs an answer, and waits for it."""
        with self._asking:
            self._number += 1
            number = message["n"] = self._number
            self.send(message)
            while True:
                answer = self.read()
                if answer is None:
                    os._exit(0)  # the server has ended
                if answer.get("n") == number:
                    return answer

    def print(self, stream, text):
        if not text:
            return
        with self._lock:
            self._drain()
            self._append(stream, text)
            if sum(len(t) for _, t in self._pending) >= FLUSH_CHARACTERS or self._clock() - self._flushed > FLUSH_SECONDS:
                self._flush()

    def flush(self):
        with self._lock:
            self._flush()

    def _append(self, stream, text):
        if self._pending and self._pending[-1][0] == stream:
            self._pending[-1] = (stream, self._pending[-1][1] + text)
        else:
            self._pending.append((stream, text))

    def _flush(self):
        self._drain()
        pending, self._pending = self._pending, []
        self._flushed = self._clock()
        for stream, text in pending:
            for i in range(0, len(text), self._console_characters):
                part = values.to_text(text[i : i + self._console_characters])
                self._write_all(self._encode({"type": "console", "stream": stream, "text": part}))

    def _drain(self):
        """Reads what was written to the descriptors 1 and 2, past the streams of Python."""
        for reader, stream in self._pipes.items():
            try:
                while data := os.read(reader, 65536):
                    self._append(stream, data.decode("utf-8", "replace"))
                    if len(data) < 65536:
                        break
            except BlockingIOError:
                pass
            except OSError:
                return

    def _pump(self):
        while True:
            select.select(list(self._pipes), [], [], FLUSH_SECONDS)
            with self._lock:
                if self._clock() - self._flushed > FLUSH_SECONDS:
                    self._flush()
            time.sleep(0.001)

    def _encode(self, message):
        line = self._dumps(message, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii") + b"\n"
        if len(line) > self._max_message:
            raise ValueError(f"This is {len(line) // 1024} KB. At most {self._max_message // 1024} KB can be shown at once.")
        return line

    def _write_all(self, data):
        view = memoryview(data)
        while view:
            view = view[self._write(self._out, view) :]

    def _restart_locks(self):
        self._lock, self._asking = threading.RLock(), threading.Lock()

    def _after_fork(self):
        self._restart_locks()
        self._pending = []
        self._pipes = {}


class ConsoleStream(io.TextIOBase):
    """Python's standard output or standard error."""

    encoding, errors, newlines = "utf-8", "replace", None

    def __init__(self, channel, stream, descriptor):
        self._channel, self._stream, self._descriptor = channel, stream, descriptor
        self.buffer = ConsoleBytes(channel, stream)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._channel.print(self._stream, str.__str__(text))
        return len(text)

    def flush(self):
        self._channel.flush()

    def fileno(self):
        return self._descriptor

    def writable(self):
        return True

    def reconfigure(self, **_):
        pass

    @property
    def name(self):
        return "<stdout>" if self._stream == "out" else "<stderr>"


class ConsoleBytes(io.RawIOBase):
    """What ``sys.stdout.buffer`` is."""

    def __init__(self, channel, stream):
        self._channel, self._stream = channel, stream

    def write(self, data):
        data = bytes(data)
        self._channel.print(self._stream, data.decode("utf-8", "replace"))
        return len(data)

    def writable(self):
        return True
