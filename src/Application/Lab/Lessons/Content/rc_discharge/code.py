import numpy as np

sqr1(100, 50)  # 5 ms high, 5 ms low: the capacitor charges and discharges in turn
t, v = capture1('CH3', 2000, 10)  # 20 ms: two periods

# Find the beginning of a discharge: the highest value that is followed by a fall.
start = int(np.argmax(v[:1100]))
t, v = t[start:start + 400] - t[start], v[start:start + 400]

plot(t, v, name='discharge')
print('Voltage of the capacitor (V) over the time (µs).')

# A straight line through ln(v) is the test for an exponential curve.
use = (v > 0.25) & (t < 1500)
slope, offset = np.polyfit(t[use], np.log(v[use]), 1)
plot(t[use], np.log(v[use]), name='logarithm')
print('Logarithm of the voltage over the time (µs). A straight line means: the fall is exponential.')
display('First voltage', round(float(v[0]), 2), 'V')
