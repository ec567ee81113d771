import numpy as np

RESISTOR = 1000  # ohms, between CH1 and CH2

def measure(channel):
    """The mean of three readings. get_voltage chooses the best range for each."""
    return np.mean([get_voltage(channel) for _ in range(3)])

voltage, current = [], []
steps = np.concatenate([np.arange(-2, 0.4, 0.4), np.arange(0.4, 4.01, 0.15)])
for n, volts in enumerate(steps):
    set_pv1(volts)
    sleep(0.02)
    before, after = measure('CH1'), measure('CH2')
    voltage.append(after)
    current.append((before - after) / RESISTOR * 1000)
    progress((n + 1) / len(steps), f'PV1 at {volts:.2f} V')

plot(voltage, current, name='diode')
print('Current of the diode (mA) over its voltage (V).')
table(['U in V', 'I in mA'], np.round(np.column_stack([voltage, current]), 3), name='values')
