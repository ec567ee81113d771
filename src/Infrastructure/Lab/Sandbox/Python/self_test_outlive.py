# Run by the server as a script with a short time limit: leaves a process behind that ignores signals and writes all the time.
import os, signal, sys, time

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() != 0:
            os._exit(0)
except OSError:
    pass  # where there is no control group a script has no processes
while True:
    sys.stdout.write(".")
    sys.stdout.flush()
    time.sleep(0.02)
