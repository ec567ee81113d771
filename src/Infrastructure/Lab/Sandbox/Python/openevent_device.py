"""The functions of the device's catalogue as Python functions. Each call goes to the server as a function string."""
import numpy as np
import openevent_values as values


class DeviceError(Exception):
    """The device or the server did not carry out a call. ``code`` tells why, e.g. ``device-booked``."""

    def __init__(self, message, code=None):
        super().__init__(message)
        self.code = code


def create_functions(channel, catalogue):
    """One function for each name and alias."""
    functions = {"DeviceError": DeviceError}
    for entry in catalogue:
        for name in [entry["name"], *entry["aliases"]]:
            functions[name] = _create(channel, name, entry)
    return functions


def _create(channel, name, entry):
    def function(*args, **kwargs):
        arguments = [_format(a) for a in args] + [f"{k}={_format(v)}" for k, v in kwargs.items()]
        answer = channel.ask({"type": "call", "n": 0, "function": f"{name}({', '.join(arguments)})"})
        if answer.get("type") != "result":
            raise DeviceError(values.to_text(answer.get("message", "The call failed.")), answer.get("code"))
        return _to_python(answer["result"])

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"{entry['signature']}\n\n{entry['summary']}"
    return function


def _format(value):
    """A literal of a function string (docs/use-the-lab.md)."""
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return str(int.__add__(value, 0))
    if isinstance(value, float):
        if value - value != 0:
            raise ValueError(f"{value} is not a number that the device understands.")
        return repr(float.__add__(value, 0.0))
    if isinstance(value, str):
        return "'" + "".join(_escape(c) for c in values.to_text(value)) + "'"
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_format(v) for v in value)}]"
    raise TypeError(f"A {type(value).__name__} cannot be sent to the device. Use numbers, texts, True, False, None, and lists of them.")


def _escape(c):
    return "\\" + c if c in "'\\" else f"\\u{ord(c):04x}" if ord(c) < 32 else c


def _to_python(result):
    """Numbers, numpy arrays, and tuples of them, as in 2018."""
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
