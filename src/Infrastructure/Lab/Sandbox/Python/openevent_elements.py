"""The functions of a script that show something. Names and shapes of the first five are those of the first remote lab."""
import base64, builtins, struct, time, zlib

import numpy as np
import openevent_values as values

PNG = b"\x89PNG\r\n\x1a\n"
MAX_NAME = 100
MAX_ROWS = 10_000


class Element(str):
    """The id of an element. ``update`` changes its fields, ``value`` is its value."""

    def update(self, *args, **fields):
        """Changes the element: ``label.update(3)``, ``plot.update(x, y)``, ``button.update(label='Stop')``."""
        self._elements.update(self, self._kind, args, fields)

    @property
    def value(self):
        return self._elements.get_value(self)

    @value.setter
    def value(self, value):
        self.update(value)


class Elements:
    def __init__(self, channel):
        self._channel = channel
        self._names = {}
        self._console_print = builtins.print

    def functions(self):
        names = "print label button plot input slider select checkbox image table display sleep progress"
        return {"print_": self._print_heading, **{name: getattr(self, "_" + name) for name in names.split()}}

    def get_value(self, element):
        if element._kind not in ("input", "slider", "select", "checkbox"):
            return element._value
        element._value = self._ask(element, False)
        return element._value

    def update(self, element, kind, args, fields):
        if args and kind == "plot":
            fields = {"data": self._series(*args), **fields}
        elif args and kind == "image":
            fields = {**self._picture(*args), **fields}
        elif args and kind == "table":
            fields = {**self._table_fields(*args), **fields}
        elif args:
            if len(args) > 1:
                raise TypeError(f"A {kind} has one value.")
            element._value = args[0]
            fields = {"value": self._value_of(kind, args[0]), **fields}
        patch = {values.to_text(k): values.to_json(v, nothing_for_nan=True) for k, v in fields.items()}
        self._channel.send({"type": "update", "id": str.__str__(element), "patch": patch})

    def _print(self, *args, sep=None, end=None, file=None, flush=False):
        """Shows the arguments as a text. With ``file`` it is Python's own print."""
        if file is not None:
            return self._console_print(*args, sep=sep, end=end, file=file, flush=flush)
        texts = [values.to_text(a) for a in args]
        if sep is not None or end is not None:
            texts = [(" " if sep is None else values.to_text(sep)).join(texts) + ("" if end in (None, "\n") else values.to_text(end))]
        return self._add("text", "print", value=texts)

    def _print_heading(self, txt="", name="print"):
        """Shows a heading."""
        return self._add("span", name, **{"class": "row well"}, value=values.to_text(txt))

    def _label(self, txt="", name="print", html_class=""):
        """Shows a text that buttons and the script can change."""
        return self._add("label", name, **{"class": values.to_text(html_class)}, value=values.to_text(txt), current=txt)

    def _button(self, label, endpoint, displayType="display_number", name="button", target=None, stacking=None):
        """A button that calls a function string such as ``get_voltage('CH1')`` and shows its result in the target."""
        name = self._unique(name)
        kind = values.to_text(displayType)
        own = target is None and kind in ("display_number", "display")
        success = {"datapoint": "result", "type": kind, "target": f"{name}-label" if own else self._target(target)}
        if stacking is not None:
            success["stacking"] = values.to_text(stacking)
        action = {"type": "POST", "endpoint": values.to_text(endpoint), "success": success}
        button = self._add("button", name, True, label=values.to_text(label), fetched_value="", action=action)
        if own:
            self._add("label", self._unique(f"{name}-label"), True, **{"class": ""}, value="")
        return button

    def _plot(self, x, y, name="myPlot"):
        """Plots y over x. ``y`` may also be a list of series."""
        return self._add("plot", name, data=self._series(x, y))

    def _input(self, label="", value="", kind="text", name="input"):
        """Asks the user and waits for the answer: a text, or with ``kind='number'`` a number."""
        if kind not in ("text", "number"):
            raise ValueError("kind must be 'text' or 'number'.")
        start = values.to_text(value) if kind == "text" or value == "" else values.to_number(value, "value")
        element = self._add("input", name, label=values.to_text(label), value=start, kind=kind)
        answer = self._ask(element, True)
        if kind != "number":
            return "" if answer is None else values.to_text(answer)
        try:
            return float(answer)
        except (TypeError, ValueError):
            raise ValueError(f"{answer!r} is not a number.") from None

    def _slider(self, label, min=0, max=100, value=None, step=None, name="slider"):
        """A slider. Its ``value`` is the newest one."""
        low, high = values.to_number(min, "min"), values.to_number(max, "max")
        if low >= high:
            raise ValueError("min must be less than max.")
        start = low if value is None else values.to_number(value, "value")
        if not low <= start <= high:
            raise ValueError(f"value must be between {low} and {high}.")
        width = (high - low) / 100 if step is None else values.to_number(step, "step")
        if width <= 0:
            raise ValueError("step must be positive.")
        return self._add("slider", name, label=values.to_text(label), min=low, max=high, step=width, value=start, current=start)

    def _select(self, label, choices, value=None, name="select"):
        """A list to choose from."""
        texts = [values.to_text(c) for c in choices]
        if not texts:
            raise ValueError("choices is empty.")
        start = texts[0] if value is None else values.to_text(value)
        if start not in texts:
            raise ValueError(f"value must be one of the choices, not {start!r}.")
        return self._add("select", name, label=values.to_text(label), choices=texts, value=start, current=start)

    def _checkbox(self, label, value=False, name="checkbox"):
        """A box to tick."""
        return self._add("checkbox", name, label=values.to_text(label), value=bool(value), current=bool(value))

    def _image(self, image, name="image"):
        """Shows a PNG file (bytes), or an array: rows × columns from 0 to 255, or rows × columns × 3 for colours."""
        return self._add("image", name, **self._picture(image))

    def _table(self, columns, rows, name="table"):
        """Shows a table."""
        return self._add("table", name, **self._table_fields(columns, rows))

    def _display(self, label="", value="", unit="", name="display"):
        """Shows a large value with its unit."""
        return self._add(
            "display", name, label=values.to_text(label), value=values.to_json(value), unit=values.to_text(unit), current=value
        )

    def _sleep(self, seconds):
        """Waits. What was shown before is shown first."""
        self._channel.flush()
        time.sleep(max(0.0, float(seconds)))

    def _progress(self, value, text=""):
        """Shows how much is done, from 0 to 1."""
        done = min(1.0, max(0.0, float(values.to_number(value, "value"))))
        self._channel.send({"type": "progress", "value": done, "text": values.to_text(text)})

    def _add(self, element_type, name, is_unique=False, current=None, **fields):
        name = name if is_unique else self._unique(name)
        self._channel.send({"type": "add", "element": {"type": element_type, "name": name, "id": name, **fields}})
        element = Element(name)
        element._elements, element._kind, element._value = self, element_type, current
        return element

    def _unique(self, name):
        name = values.to_text(name)[:MAX_NAME]
        candidate = name
        while candidate in self._names:
            number = self._names[name] = self._names[name] + 1
            candidate = f"{name}{number}"
        self._names[candidate] = 0
        return candidate

    def _ask(self, element, wait):
        return self._channel.ask({"type": "input", "id": str.__str__(element), "wait": wait}).get("value")

    @staticmethod
    def _target(target):
        return None if target is None else values.to_text(target)

    @staticmethod
    def _value_of(kind, value):
        return values.to_text(value) if kind in ("label", "span") else [values.to_text(value)] if kind == "text" else value

    @staticmethod
    def _series(x, y):
        x = values.to_numbers(x, "x").reshape(-1)
        rows = values.to_numbers(y, "y")
        rows = rows.reshape(1, -1) if rows.ndim < 2 else rows
        if rows.ndim > 2:
            raise ValueError("y must be one series or a list of series.")
        if rows.shape[1] != x.size:
            raise ValueError(f"x has {x.size} values and y has {rows.shape[1]}.")
        return [values.to_points(x, row) for row in rows]

    @staticmethod
    def _table_fields(columns, rows):
        names = [values.to_text(c) for c in columns]
        rows = list(rows)
        if len(rows) > MAX_ROWS:
            raise ValueError(f"The table has {len(rows)} rows. At most {MAX_ROWS} are possible.")
        lines = [values.to_json(list(row)) for row in rows]
        for i, line in enumerate(lines):
            if len(line) != len(names):
                raise ValueError(f"Row {i + 1} has {len(line)} cells; there are {len(names)} columns.")
        return {"columns": names, "rows": lines}

    @staticmethod
    def _picture(image):
        if isinstance(image, (bytes, bytearray)):
            data = bytes(image)
            if not data.startswith(PNG):
                raise ValueError("The bytes of an image must be a PNG file.")
        else:
            data = _encode_png(np.clip(values.to_numbers(image, "image"), 0, 255).astype(np.uint8))
        return {"media": "image/png", "data": base64.b64encode(data).decode("ascii")}


def _encode_png(pixels):
    if not (pixels.size and (pixels.ndim == 2 or pixels.ndim == 3 and pixels.shape[2] == 3)):
        raise ValueError("An image is an array of rows × columns, or of rows × columns × 3.")

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width = pixels.shape[:2]
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 0 if pixels.ndim == 2 else 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
