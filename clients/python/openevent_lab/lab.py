"""A device of a lab, with the functions of its catalogue as methods."""
import urllib.parse
import warnings

from .connection import Connection
from .values import to_literal, to_python


class Lab:
    """A device of the lab at ``url``. Every function of the catalogue is a method: ``lab.get_voltage('CH1')``.

    ``device`` is the name of the device; without it, it is the first one. ``timeout`` is in seconds: a call waits for its turn.
    """

    def __init__(self, url, token, device=None, timeout=150):
        self._connection = Connection(url, token, timeout)
        self._catalogue = None
        self.device = device or self.devices()[0]["name"]

    @classmethod
    def sign_in(cls, url, email, password, device=None, timeout=150):
        """A lab for the user with this e-mail address and password."""
        session = Connection(url, None, timeout).request("POST", "/auth/session", {"email": email, "password": password})
        return cls(url, session["access_token"], device, timeout)

    def devices(self):
        """The devices with their state and queue."""
        return self._connection.request("GET", "/v1/lab/devices")["devices"]

    def functions(self):
        """The catalogue: name, signature, summary, parameters and more of each function."""
        return self._connection.request("GET", "/v1/lab/functions")["functions"]

    def circuits(self):
        """The circuits that a virtual device can be connected to."""
        return self._connection.request("GET", "/v1/lab/circuits")["circuits"]

    def use_circuit(self, name):
        """Connects a virtual device to a circuit in your own turns; None for the device's own."""
        self._connection.request("PUT", self._path("circuit"), {"circuit": name})

    def call(self, function):
        """Calls a function string such as ``"get_voltage('CH1')"`` and returns its value."""
        return to_python(self.call_raw(function))

    def call_raw(self, function):
        """As ``call``, but returns the result as the server sent it: shape, unit or columns, value, text. Warnings are shown."""
        answer = self._connection.request("POST", self._path("functions"), {"function": function})
        for text in [*answer["result"].get("warnings", []), *filter(None, [answer.get("notice")])]:
            warnings.warn(text, stacklevel=3)
        return answer["result"]

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._names():
            raise AttributeError(f"The lab has no function {name}.")
        return self._create(name)

    def script_functions(self):
        """The functions of the catalogue by name and alias, as a lesson uses them without ``lab.``."""
        return {name: self._create(name) for name in self._names()}

    def _create(self, name):
        entry = self._names()[name]

        def function(*args, **kwargs):
            arguments = [to_literal(a) for a in args] + [f"{k}={to_literal(v)}" for k, v in kwargs.items()]
            return self.call(f"{name}({', '.join(arguments)})")

        function.__name__ = function.__qualname__ = name
        function.__doc__ = f"{entry['signature']}\n\n{entry['summary']}"
        return function

    def __dir__(self):
        return sorted({*super().__dir__(), *self._names()})

    def __repr__(self):
        return f"<Lab {self._connection._url}, device {self.device}>"

    def _names(self):
        """The functions by name and alias. The catalogue is read once."""
        if self._catalogue is None:
            self._catalogue = {name: f for f in self.functions() for name in [f["name"], *f.get("aliases", [])]}
        return self._catalogue

    def _path(self, route):
        return f"/v1/lab/devices/{urllib.parse.quote(self.device, safe='')}/{route}"
