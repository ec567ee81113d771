"""Measures with the devices of an OpenEvent lab over HTTP.

    from openevent_lab import Lab

    lab = Lab.sign_in("http://127.0.0.1:5000", "ada@example.org", "correct horse")
    lab.set_sine1(1000)
    x, y = lab.capture1('CH1', 1000, 5)
"""

from .errors import DeviceBusyError, DeviceError, DeviceLostError, FunctionError, LabError, SignInError
from .lab import Lab

__all__ = ["Lab", "LabError", "SignInError", "FunctionError", "DeviceError", "DeviceBusyError", "DeviceLostError"]
