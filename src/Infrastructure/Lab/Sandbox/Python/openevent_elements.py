"""The functions of a script that show something. Names and shapes of the first five are those of the first remote lab."""
import builtins, time

import openevent_fields as fields_of
import openevent_values as values



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
        patch = {values.to_text(name): fields_of.convert(kind, name, value) for name, value in fields.items()}
        if args and kind == "plot":
            patch = {"data": fields_of.series(*args), **patch}
        elif args and kind == "image":
            patch = {**fields_of.picture(*args), **patch}
        elif args and kind == "table":
            patch = {**fields_of.table(*args), **patch}
        elif args:
            if len(args) > 1:
                raise TypeError(f"A {kind} has one value.")
            patch = {"value": fields_of.convert(kind, "value", args[0]), **patch}
            element._value = args[0]
        self._channel.send({"type": "update", "id": str.__str__(element), "patch": patch})

    def _print(self, *args, sep=None, end=None, file=None, flush=False):
        """Shows the arguments as a text. With ``file`` it is Python's own print."""
        if file is not None:
            return self._console_print(*args, sep=sep, end=end, file=file, flush=flush)
        texts = [values.to_text(a) for a in args]
        if sep is not None or end is not None:
            texts = [(" " if sep is None else values.to_text(sep)).join(texts) + ("" if end in (None, "\n") else values.to_text(end))]
        return self._add("text", "print", value=fields_of.convert("text", "value", texts))

    def _print_heading(self, txt="", name="print"):
        """Shows a heading."""
        return self._add("span", name, **{"class": "row well"}, value=fields_of.text(txt, "value"))

    def _label(self, txt="", name="print", html_class=""):
        """Shows a text that buttons and the script can change."""
        html_class = fields_of.text(html_class, "html_class")
        return self._add("label", name, **{"class": html_class}, value=fields_of.text(txt, "value"), current=txt)

    def _button(self, label, endpoint, displayType="display_number", name="button", target=None, stacking=None):
        """A button that calls a function string such as ``get_voltage('CH1')`` and shows its result in the target."""
        name = self._unique(name)
        kind = fields_of.text(displayType, "displayType", fields_of.MAX_SETTING)
        own = target is None and kind in ("display_number", "display")
        success = {"datapoint": "result", "type": kind, "target": f"{name}-label" if own else self._target(target)}
        if stacking is not None:
            success["stacking"] = fields_of.text(stacking, "stacking", fields_of.MAX_SETTING)
        action = {"type": "POST", "endpoint": fields_of.text(endpoint, "endpoint", fields_of.MAX_FUNCTION), "success": success}
        button = self._add("button", name, True, label=fields_of.text(label, "label"), fetched_value="", action=action)
        if own:
            self._add("label", self._unique(f"{name}-label"), True, **{"class": ""}, value="")
        return button

    def _plot(self, x, y, name="myPlot"):
        """Plots y over x. ``y`` may also be a list of series."""
        return self._add("plot", name, data=fields_of.series(x, y))

    def _input(self, label="", value="", kind="text", name="input"):
        """Asks the user and waits for the answer: a text, or with ``kind='number'`` a number."""
        if kind not in ("text", "number"):
            raise ValueError("kind must be 'text' or 'number'.")
        start = values.to_text(value) if kind == "text" or value == "" else values.to_number(value, "value")
        element = self._add("input", name, label=fields_of.text(label, "label"), value=start, kind=kind)
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
        return self._add("slider", name, label=fields_of.text(label, "label"), min=low, max=high, step=width, value=start, current=start)

    def _select(self, label, choices, value=None, name="select"):
        """A list to choose from."""
        texts = fields_of.texts(choices, "choices", fields_of.MAX_CHOICES)
        if not texts:
            raise ValueError("choices is empty.")
        start = texts[0] if value is None else values.to_text(value)
        if start not in texts:
            raise ValueError(f"value must be one of the choices, not {start!r}.")
        return self._add("select", name, label=fields_of.text(label, "label"), choices=texts, value=start, current=start)

    def _checkbox(self, label, value=False, name="checkbox"):
        """A box to tick."""
        return self._add("checkbox", name, label=fields_of.text(label, "label"), value=bool(value), current=bool(value))

    def _image(self, image, name="image"):
        """Shows a PNG file (bytes), or an array: rows × columns from 0 to 255, or rows × columns × 3 for colours."""
        return self._add("image", name, **fields_of.picture(image))

    def _table(self, columns, rows, name="table"):
        """Shows a table."""
        return self._add("table", name, **fields_of.table(columns, rows))

    def _display(self, label="", value="", unit="", name="display"):
        """Shows a large value with its unit."""
        return self._add(
            "display",
            name,
            label=fields_of.text(label, "label"),
            value=values.to_json(value),
            unit=fields_of.text(unit, "unit"),
            current=value,
        )

    def _sleep(self, seconds):
        """Waits. What was shown before is shown first."""
        self._channel.flush()
        time.sleep(max(0.0, float(seconds)))

    def _progress(self, value, text=""):
        """Shows how much is done, from 0 to 1."""
        done = min(1.0, max(0.0, float(values.to_number(value, "value"))))
        self._channel.send({"type": "progress", "value": done, "text": fields_of.text(text, "text")})

    def _add(self, element_type, name, is_unique=False, current=None, **fields):
        name = name if is_unique else self._unique(name)
        self._channel.send({"type": "add", "element": {"type": element_type, "name": name, "id": name, **fields}})
        element = Element(name)
        element._elements, element._kind, element._value = self, element_type, current
        return element

    def _unique(self, name):
        name = values.to_text(name)[:fields_of.MAX_NAME]
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
        return None if target is None else fields_of.text(target, "target", fields_of.MAX_SETTING)
