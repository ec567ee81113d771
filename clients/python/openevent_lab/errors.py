"""What can go wrong. Every exception of this package is a ``LabError``."""


class LabError(Exception):
    """The server rejected a request, or cannot be reached.

    ``status`` is the HTTP status (None: no answer), ``code`` the server's code such as ``device-booked``, ``retry_after`` the seconds
    after which it makes sense to try again, or None.
    """

    def __init__(self, message, status=None, code=None, column=None, retry_after=None):
        super().__init__(message)
        self.status, self.code, self.column, self.retry_after = status, code, column, retry_after


class SignInError(LabError):
    """E-mail address, password or token are wrong, or the token has expired."""


class FunctionError(LabError):
    """The function or its arguments are wrong, or the device cannot do what they ask. ``column`` counts from 1."""


class DeviceError(LabError):
    """The device did not carry out a call. ``code`` tells why."""


class DeviceBusyError(DeviceError):
    """Another user has booked the device, or too many calls wait."""


class DeviceLostError(DeviceError):
    """The device does not answer. The server keeps trying to reach it."""


def from_status(message, status, code=None, column=None, retry_after=None):
    """The exception for an answer of the server."""
    kind = (
        SignInError if status in (401, 403)
        else FunctionError if status == 422
        else DeviceBusyError if code in ("device-booked", "queue-full")
        else DeviceLostError if code == "device-lost"
        else DeviceError if code and code.startswith("device-")
        else LabError
    )
    return kind(message, status, code, column, retry_after)
