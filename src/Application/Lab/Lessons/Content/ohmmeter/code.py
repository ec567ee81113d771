import numpy as np

KNOWN = 1000  # ohms, between CH1 and CH2

def measure(channel):
    """The mean of five readings. get_voltage chooses the best range for each."""
    return np.mean([get_voltage(channel) for _ in range(5)])

supply, middle = [], []
for volts in np.arange(0.5, 3.01, 0.5):
    set_pv1(volts)
    sleep(0.05)
    supply.append(measure('CH1'))
    middle.append(measure('CH2'))
    progress(volts / 3, f'PV1 at {volts} V')

supply, middle = np.array(supply), np.array(middle)
current = (supply - middle) / KNOWN

print_('Current through the known resistor')
table(['V in V', 'V2 in V', 'I in mA'],
      np.round(np.column_stack([supply, middle, current * 1000]), 3), name='measurements')
plot(current * 1000, middle, name='V2 over I')
print('The plot shows V2 (V) over the current (mA).')
