import numpy as np

sqr1(100, 50)  # 5 ms high, 5 ms low: the capacitor charges and discharges in turn
t, v = capture1('CH3', 2000, 10)  # 20 ms: two periods

# Find a discharge: the place where the voltage falls below 95 % of the highest one.
full = np.max(v)
start = next(n for n in range(1, 1500) if v[n - 1] >= 0.95 * full > v[n])
t, v = t[start:start + 400] - t[start], v[start:start + 400]

plot(t, v, name='discharge')
print('Voltage of the capacitor (V) over the time (µs).')

# A straight line through ln(v) is the test for an exponential curve.
use = (v > 0.25) & (t < 1500)
slope, offset = np.polyfit(t[use], np.log(v[use]), 1)
plot(t[use], np.log(v[use]), name='logarithm')
print('Logarithm of the voltage over the time (µs). A straight line means: the fall is exponential.')
display('First voltage', round(float(v[0]), 2), 'V')
