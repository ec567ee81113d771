import numpy as np

angles = np.arange(0, 181, 30)
lengths = []
for angle in angles:
    servo(angle, 'SQ1')
    sleep(0.1)  # a servo needs time to turn
    length = PulseTime('LA1', 'HIGH', 0.5) * 1e6
    lengths.append(length)
    print(f'{angle}°: {length:.0f} µs')

plot(angles, lengths, name='pulses')
print('Length of the pulse (µs) over the angle (°).')
display('Frequency of the pulses', round(get_freq('LA1', 1), 2), 'Hz')

position = slider('Turn it yourself', 0, 180, 90, 5)
last = None
for turn in range(100):
    if position.value != last:
        last = position.value
        servo(last, 'SQ1')
        print(f'{last}°: {PulseTime("LA1", "HIGH", 0.5) * 1e6:.0f} µs')
    sleep(0.1)
