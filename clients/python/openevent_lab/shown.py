"""What a lesson shows: under the cell of a notebook, or as text."""
import html
import sys

import numpy as np

MOST_ROWS = 20


class Shown:
    """A text, or a value with its label and unit."""

    def __init__(self, value, label="", unit="", heading=False):
        self.value, self.label, self.unit, self.heading = value, label, unit, heading
        self._handle = self._printed = None

    def update(self, *args, **fields):
        """Changes the value or other fields, and shows it again: in a notebook in its place."""
        if len(args) > 1:
            raise TypeError("This element has one value.")
        if args:
            self.value = args[0]
        for name, value in fields.items():
            setattr(self, name, value)
        show(self)

    def text(self):
        parts = [f"{self.label}:" if self.label != "" else "", str(self.value), str(self.unit or "")]
        return " ".join(p for p in parts if p)

    def __repr__(self):
        return self.text()

    def _repr_html_(self):
        """For notebooks. Everything that a lesson gives is a text."""
        tag = "h3" if self.heading else "div"
        return f"<{tag}>{html.escape(self.text())}</{tag}>"


class Plot(Shown):
    """Curves over x, which a notebook shows with matplotlib."""

    def __init__(self, x, y, name):
        super().__init__(None)
        self.name = name
        self._set(x, y)

    def update(self, x=None, y=None, name=None, **_):
        self.name = self.name if name is None else name
        self._set(self.x if x is None else x, self.series if y is None else y)
        show(self)

    def text(self):
        return f"[plot {self.name}: {len(self.series)} × {self.x.size} points]"

    def _repr_html_(self):
        return None

    def _repr_png_(self):
        """For notebooks: a picture by matplotlib. Without it the notebook shows the text."""
        try:
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.figure import Figure
        except ImportError:
            return None
        import io

        figure = Figure(figsize=(7, 3.5))
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        for y in self.series:
            axes.plot(self.x, y)
        axes.set_title(self.name)
        axes.grid(True, alpha=0.3)
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=100, bbox_inches="tight")
        return file.getvalue()

    def _set(self, x, y):
        self.x = np.asarray(x, dtype=float).reshape(-1)
        rows = np.asarray(y, dtype=float)
        self.series = rows.reshape(1, -1) if rows.ndim < 2 else rows
        if self.series.ndim > 2 or self.series.shape[1] != self.x.size:
            raise ValueError(f"x has {self.x.size} values and y has {self.series.shape[-1]}.")


class Table(Shown):
    """Rows under column headings. As text, the first 20 rows."""

    def __init__(self, columns, rows):
        super().__init__(None)
        self._set(columns, rows)

    def update(self, columns=None, rows=None, **_):
        self._set(self.columns if columns is None else columns, self.rows if rows is None else rows)
        show(self)

    def text(self):
        cells = [self.columns, *([str(c) for c in row] for row in self.rows[:MOST_ROWS])]
        widths = [max(len(row[i]) for row in cells) for i in range(len(self.columns))]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths)) for row in cells]
        return "\n".join(lines + ([f"… {len(self.rows) - MOST_ROWS} more rows"] if len(self.rows) > MOST_ROWS else []))

    def _repr_html_(self):
        head = "".join(f"<th>{html.escape(c)}</th>" for c in self.columns)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(str(c))}</td>" for c in row) + "</tr>" for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _set(self, columns, rows):
        self.columns, self.rows = [str(c) for c in columns], [list(row) for row in rows]
        for i, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                raise ValueError(f"Row {i + 1} has {len(row)} cells; there are {len(self.columns)} columns.")


class Image(Shown):
    """A PNG file (bytes), or an array, which a notebook shows with matplotlib."""

    def __init__(self, image, name):
        super().__init__(image)
        self.name = name

    def text(self):
        return f"[image {self.name}]"

    def _repr_html_(self):
        return None

    def _repr_png_(self):
        if isinstance(self.value, (bytes, bytearray)):
            return bytes(self.value)
        try:
            from matplotlib.image import imsave
        except ImportError:
            return None
        import io

        file = io.BytesIO()
        pixels = np.clip(np.asarray(self.value), 0, 255).astype(np.uint8)
        imsave(file, pixels, format="png", cmap="gray", vmin=0, vmax=255)
        return file.getvalue()


def show(shown):
    """Shows an element: in a notebook under the cell, and when it changes in its place; elsewhere as a text."""
    if not _is_notebook():
        text = shown.text()
        if text != shown._printed:
            print(text)
        shown._printed = text
        return
    from IPython.display import display

    if shown._handle is None:
        shown._handle = display(shown, display_id=True)
    else:
        shown._handle.update(shown)


def _is_notebook():
    """Whether a kernel runs the code. Then IPython is loaded; it is not imported where nobody uses it."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and getattr(shell, "kernel", None) is not None
