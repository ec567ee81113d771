"""Turns any value of a script into JSON that every reader accepts, or raises an exception that says why not."""
import numpy as np

MAX_DEPTH = 16
MAX_ITEMS = 200_000
LARGEST_EXACT = 2**53
MAX_DIGITS = 4000


def to_text(value):
    """The text of a value, without what JSON or the database cannot hold: lone surrogates and NUL."""
    text = value if type(value) is str else str.__str__(value) if isinstance(value, str) else str(value)
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "\ufffd")


def to_json(value, *, nothing_for_nan=False):
    """Numbers, texts, lists and objects. Whole numbers above 2^53 and infinite numbers are texts."""
    return _convert(value, nothing_for_nan, [], [0])


def to_numbers(value, what):
    """An array of real numbers."""
    array = np.asarray(value)
    if array.dtype.kind == "c":
        raise ValueError(f"{what} contains complex numbers. Take .real or abs() of it.")
    if array.dtype.kind not in "buif":
        try:
            array = array.astype(float)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{what} contains something that is not a number: {error}") from None
    if array.size > MAX_ITEMS:
        raise ValueError(f"{what} has {array.size} values. At most {MAX_ITEMS} are possible.")
    return array.astype(float)


def to_number(value, what):
    """A finite number."""
    array = to_numbers(value, what)
    if array.size != 1 or not np.isfinite(array).all():
        raise ValueError(f"{what} must be a finite number.")
    return _shorten(float(array.reshape(-1)[0]))


def to_points(x, y):
    """Pairs for a plot. Values that are not finite leave a gap."""
    return [[_point(a), _point(b)] for a, b in zip(x.tolist(), y.tolist())]


def _point(number):
    return _shorten(float(f"{number:.10g}")) if number - number == 0 else None


def _shorten(number):
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def _convert(value, nothing, parents, count):
    count[0] += 1
    if count[0] > MAX_ITEMS:
        raise ValueError(f"The value has more than {MAX_ITEMS} parts.")
    if value is None or value is True or value is False:
        return value
    if isinstance(value, np.generic) and not isinstance(value, (str, bytes, np.void)):
        value = value.item() if value.dtype.kind in "buif" else str(value)
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        return _convert_whole(int.__add__(value, 0))
    if isinstance(value, float):
        return _convert_real(float.__add__(value, 0.0), nothing)
    if isinstance(value, np.ndarray):
        if value.size > MAX_ITEMS:
            raise ValueError(f"The array has {value.size} values. At most {MAX_ITEMS} are possible.")
        value = np.ndarray.tolist(value)
        if not isinstance(value, list):
            return _convert(value, nothing, parents, count)
    if isinstance(value, (list, tuple, set, frozenset, range)):
        return _nested(value, parents, lambda: [_convert(v, nothing, parents, count) for v in value])
    if isinstance(value, dict):
        return _nested(value, parents, lambda: {to_text(k): _convert(v, nothing, parents, count) for k, v in value.items()})
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("utf-8", "backslashreplace").replace("\0", "\\x00")
    return to_text(value)


def _convert_whole(value):
    if abs(value) <= LARGEST_EXACT:
        return value
    if value.bit_length() > MAX_DIGITS * 3.3:
        raise ValueError(f"A number has more than {MAX_DIGITS} digits.")
    return str(value)


def _convert_real(value, nothing):
    return value if value - value == 0 else None if nothing else str(value)


def _nested(value, parents, convert):
    if any(value is p for p in parents):
        raise ValueError("The value contains itself.")
    if len(parents) >= MAX_DEPTH:
        raise ValueError(f"The value is nested more than {MAX_DEPTH} levels deep.")
    parents.append(value)
    try:
        return convert()
    finally:
        parents.pop()
