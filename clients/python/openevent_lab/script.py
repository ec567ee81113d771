"""The names of a lesson, so that its code runs unchanged outside of the lab.

    from openevent_lab import Lab
    from openevent_lab.script import names

    lab = Lab.sign_in("http://127.0.0.1:5000", "ada@example.org", "correct horse")
    globals().update(names(lab))
    set_sine1(1000)
    plot(*capture1('CH1', 1000, 5))
"""
import builtins
import time

import numpy as np

from .errors import LabError
from .shown import Image, Plot, Shown, Table, show


def names(lab, answers=None):
    """The functions of the catalogue, and those of a lesson that show something, by name.

    In a Jupyter notebook elements are shown under the cell, and plots are drawn with matplotlib if it is installed. Elsewhere elements are
    texts. Nobody moves sliders there: ``answers`` gives the values of inputs, sliders, lists and boxes by their label; without one, an
    ``input`` asks by Python's own ``input``, and the others keep their first value. A button is not pressed: its text is shown.
    """
    script = _Script(answers or {})
    own = "print_ label button plot input slider select checkbox image table display sleep progress"
    elements = {name: getattr(script, name) for name in own.split()}
    return {**lab.script_functions(), **elements, "print": script.print, "DeviceError": LabError}


def run(lab, code, answers=None, name="lesson"):
    """Runs the code of a lesson. ``code`` is its text; the result is a dict of its names, with all of its variables."""
    variables = {**names(lab, answers), "__name__": "__main__"}
    exec(compile(code, name, "exec", dont_inherit=True), variables)
    return variables


class Element(str):
    """The name of an element. ``update`` changes it, ``value`` is its value."""

    def update(self, *args, **fields):
        self._shown.update(*args, **fields)

    @property
    def value(self):
        return self._shown.value

    @value.setter
    def value(self, value):
        self.update(value)


class _Script:
    def __init__(self, answers):
        self._answers = answers
        self._used = {}

    def print(self, *args, sep=None, end=None, file=None, flush=False):
        builtins.print(*args, sep=sep, end=end, file=file, flush=flush)
        return self._name(Shown(" ".join(str(a) for a in args)), "print")

    def print_(self, txt="", name="print"):
        return self._add(Shown(txt, heading=True), name)

    def label(self, txt="", name="print", html_class=""):
        return self._add(Shown(txt), name)

    def button(self, label, endpoint, displayType="display_number", name="button", target=None, stacking=None):
        return self._add(Shown(f"[{label}] calls {endpoint}"), name)

    def plot(self, x, y, name="myPlot"):
        return self._add(Plot(x, y, self._unique(name)), name)

    def input(self, label="", value="", kind="text", name="input"):
        answer = self._answers[label] if label in self._answers else builtins.input(f"{label} ")
        if answer == "" and value != "":
            answer = value
        return float(answer) if kind == "number" else str(answer)

    def slider(self, label, min=0, max=100, value=None, step=None, name="slider"):
        return self._control(label, min if value is None else value, name)

    def select(self, label, choices, value=None, name="select"):
        texts = [str(c) for c in choices]
        if not texts:
            raise ValueError("choices is empty.")
        chosen = str(self._answers.get(label, texts[0] if value is None else value))
        if chosen not in texts:
            raise ValueError(f"value must be one of the choices, not {chosen!r}.")
        return self._add(Shown(chosen, label=label), name)

    def checkbox(self, label, value=False, name="checkbox"):
        return self._control(label, bool(value), name)

    def image(self, image, name="image"):
        return self._add(Image(image, self._unique(name)), name)

    def table(self, columns, rows, name="table"):
        return self._add(Table(columns, rows), name)

    def display(self, label="", value="", unit="", name="display"):
        return self._add(Shown(value, label=label, unit=unit), name)

    def sleep(self, seconds):
        time.sleep(max(0.0, float(seconds)))

    def progress(self, value, text=""):
        """Shows nothing: a notebook shows by its cell that it works."""
        if not np.isfinite(float(value)):
            raise ValueError("value must be a finite number.")

    def _control(self, label, value, name):
        return self._add(Shown(self._answers.get(label, value), label=label), name)

    def _add(self, shown, name):
        element = self._name(shown, name)
        show(shown)
        return element

    def _name(self, shown, name):
        element = Element(name)
        element._shown = shown
        return element

    def _unique(self, name):
        number = self._used[name] = self._used.get(name, -1) + 1
        return name if number == 0 else f"{name}{number}"
