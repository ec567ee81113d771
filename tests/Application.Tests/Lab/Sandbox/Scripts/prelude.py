import atexit, ctypes, mmap, os, pickle, re, resource, signal, socket, subprocess, sys, threading, time

libc = ctypes.CDLL(None)


def syscall(number, *args):
    return libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) for a in args])


def harm():
    sys.stdout.write("HARM\n")
    sys.stdout.flush()


def forge(data, then_exit=False):
    """Writes to the worker's pipe past the worker."""
    os.write(4, data)
    if then_exit:
        os._exit(0)
    time.sleep(0.001)
