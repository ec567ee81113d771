import time
import numpy as np

SECONDS, PERIOD = 25, 0.25

set_sine1(20.3)  # something to record; with your own sensor leave this line out
low, high, mean = display('Lowest', 0, 'V'), display('Highest', 0, 'V'), display('Mean', 0, 'V')
log = plot([0], [0], name='log')
times, values = [], []
start = time.monotonic()

for n in range(int(SECONDS / PERIOD)):
    times.append(round(time.monotonic() - start, 3))
    values.append(get_voltage('CH1'))
    log.update(times, values)
    low.update(round(min(values), 3))
    high.update(round(max(values), 3))
    mean.update(round(float(np.mean(values)), 3))
    progress((n + 1) * PERIOD / SECONDS)
    sleep(max(0, start + (n + 1) * PERIOD - time.monotonic()))

table(['t in s', 'CH1 in V'], list(zip(times, np.round(values, 4))), name='data')
print('Export the run as CSV to open the values in a spreadsheet.')
