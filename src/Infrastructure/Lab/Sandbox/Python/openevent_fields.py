"""The fields of elements as the server accepts them. What it would not accept is a ValueError, so that it has a line in the script."""
import base64, re, struct, zlib

import numpy as np
import openevent_values as values

PNG = b"\x89PNG\r\n\x1a\n"
# The same limits as in ElementFields.cs and RunMessage.cs, or lower ones.
MAX_SERIES, MAX_POINTS = 50, 100_000
MAX_ROWS, MAX_COLUMNS = 10_000, 1_000
MAX_TEXTS = 100_000
MAX_CHOICES = 10_000
MAX_TEXT = 1_000_000
MAX_FUNCTION = 20_000
MAX_SETTING = 200
MAX_NAME = 100


def convert(kind, name, value):
    """The value of a field of an element, by the element's kind."""
    field = _FIELDS[kind].get(name) or _COMMON.get(name)
    if field is None:
        known = ", ".join(sorted({**_COMMON, **_FIELDS[kind]}))
        raise ValueError(f"A {kind} has no field {values.to_text(name)[:50]}. Its fields are: {known}.")
    return field(value, name)


def text(value, name, most=MAX_TEXT):
    converted = values.to_text(value)
    # The server counts UTF-16 code units.
    if len(converted) + sum(c > "\uffff" for c in converted) > most:
        raise ValueError(f"{name} has more than {most} characters.")
    return converted


def texts(items, name, most=MAX_TEXTS):
    items = list(items)
    if len(items) > most:
        raise ValueError(f"{name} has {len(items)} items. At most {most} are possible.")
    return [text(item, name) for item in items]


def series(x, y):
    """The curves of a plot: lists of points."""
    x = values.to_numbers(x, "x").reshape(-1)
    rows = values.to_numbers(y, "y")
    rows = rows.reshape(1, -1) if rows.ndim < 2 else rows
    if rows.ndim > 2:
        raise ValueError("y must be one series or a list of series.")
    if rows.shape[1] != x.size:
        raise ValueError(f"x has {x.size} values and y has {rows.shape[1]}.")
    _check_size(rows.shape[0], x.size)
    return [values.to_points(x, row) for row in rows]


def table(columns, rows):
    names = texts(columns, "columns", MAX_COLUMNS)
    lines = _rows(rows, "rows")
    for i, line in enumerate(lines):
        if len(line) != len(names):
            raise ValueError(f"Row {i + 1} has {len(line)} cells; there are {len(names)} columns.")
    return {"columns": names, "rows": lines}


def picture(image):
    if isinstance(image, (bytes, bytearray)):
        data = bytes(image)
        if not data.startswith(PNG):
            raise ValueError("The bytes of an image must be a PNG file.")
    else:
        data = _encode_png(np.clip(values.to_numbers(image, "image"), 0, 255).astype(np.uint8))
    return {"media": "image/png", "data": base64.b64encode(data).decode("ascii")}


def _rows(rows, name):
    rows = list(rows)
    if len(rows) > MAX_ROWS:
        raise ValueError(f"The table has {len(rows)} rows. At most {MAX_ROWS} are possible.")
    lines = [values.to_json(list(row)) for row in rows]
    if any(len(line) > MAX_COLUMNS for line in lines):
        raise ValueError(f"A row has more than {MAX_COLUMNS} cells.")
    return lines


def _check_size(curves, points):
    if curves > MAX_SERIES:
        raise ValueError(f"The plot has {curves} curves. At most {MAX_SERIES} are possible.")
    if points > MAX_POINTS:
        raise ValueError(f"A curve has {points} points. At most {MAX_POINTS} are possible.")


def _points(curves, name):
    """Curves as lists of [x, y]."""
    arrays = [values.to_numbers(list(curve), name) for curve in curves]
    if any(array.size and (array.ndim != 2 or array.shape[1] != 2) for array in arrays):
        raise ValueError(f"{name} must be a list of curves, which are lists of points [x, y].")
    _check_size(len(arrays), max((len(array) for array in arrays), default=0))
    return [values.to_points(array[:, 0], array[:, 1]) if array.size else [] for array in arrays]


def _lines(value, name):
    return texts(value, name) if isinstance(value, (list, tuple)) else [text(value, name)]


def _flag(value, name):
    if isinstance(value, (bool, np.bool_)) or isinstance(value, (int, float, np.number)) and value in (0, 1):
        return bool(value)
    raise ValueError(f"{name} must be True or False.")


def _input_kind(value, name):
    if value not in ("text", "number"):
        raise ValueError("kind must be 'text' or 'number'.")
    return values.to_text(value)


def _media(value, name):
    if value != "image/png":
        raise ValueError("The only possible media is 'image/png'.")
    return "image/png"


def _image_data(value, name):
    if not isinstance(value, str):
        return picture(value)["data"]
    if not re.fullmatch("[A-Za-z0-9+/]*={0,2}", value):
        raise ValueError(f"{name} must be a PNG file (bytes, or their Base64 text), or an array.")
    return values.to_text(value)


def _action(value, name):
    if not isinstance(value, dict):
        raise ValueError("action must be a dict, as that of a button.")
    action = {}
    for key, part in value.items():
        if key == "success" and isinstance(part, dict):
            action[key] = {values.to_text(k): None if v is None else text(v, k, MAX_SETTING) for k, v in part.items()}
        elif key == "type" and part == "POST":
            action[key] = "POST"
        elif key == "endpoint":
            action[key] = text(part, key, MAX_FUNCTION)
        else:
            raise ValueError(f"An action has no {values.to_text(key)[:50]} with this value.")
    return action


def _any(value, name):
    """A single value. A list or a dict is shown as its text."""
    converted = values.to_json(value, nothing_for_nan=True)
    return text(converted, name) if isinstance(converted, str) else converted


def _name(value, name):
    return text(value, name, MAX_NAME)


def _choices(value, name):
    return texts(value, name, MAX_CHOICES)


def _columns(value, name):
    return texts(value, name, MAX_COLUMNS)


_COMMON = {"name": _name, "class": text}
_FIELDS = {
    "text": {"value": _lines},
    "span": {"value": text},
    "label": {"value": text},
    "button": {"label": text, "fetched_value": _any, "action": _action},
    "plot": {"data": _points},
    "input": {"label": text, "kind": _input_kind, "value": _any},
    "slider": {"label": text, "min": values.to_number, "max": values.to_number, "step": values.to_number, "value": values.to_number},
    "select": {"label": text, "choices": _choices, "value": text},
    "checkbox": {"label": text, "value": _flag},
    "image": {"media": _media, "data": _image_data},
    "table": {"columns": _columns, "rows": _rows},
    "display": {"label": text, "unit": text, "value": _any},
}


def _encode_png(pixels):
    if not (pixels.size and (pixels.ndim == 2 or pixels.ndim == 3 and pixels.shape[2] == 3)):
        raise ValueError("An image is an array of rows × columns, or of rows × columns × 3.")

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    height, width = pixels.shape[:2]
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 8, 0 if pixels.ndim == 2 else 2, 0, 0, 0)
    return PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
