"""Arguments as literals of function strings, and results as Python values."""
import numpy as np


def to_literal(value):
    """A literal of a function string: numbers, texts, True, False, None, and lists of them."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        if value - value != 0:
            raise ValueError(f"{value} is not a number that the device understands.")
        return repr(float(value))
    if isinstance(value, str):
        return "'" + "".join(_escape(c) for c in value) + "'"
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(to_literal(v) for v in value)}]"
    raise TypeError(f"A {type(value).__name__} cannot be sent to the device. Use numbers, texts, True, False, None, and lists of them.")


def to_python(result):
    """Numbers, numpy arrays, and tuples of them, as scripts in the lab get them."""
    shape, value = result.get("shape"), result.get("value")
    if shape == "number" and value is None:
        return float("inf") if "∞" in result.get("text", "") else float("nan")
    if shape == "array":
        return np.array(value, dtype=float)
    if shape == "arrays":
        return tuple(np.array(column, dtype=float) for column in value)
    if shape == "tuple":
        return tuple(value)
    return value


def _escape(c):
    return "\\" + c if c in "'\\" else f"\\u{ord(c):04x}" if ord(c) < 32 else c
