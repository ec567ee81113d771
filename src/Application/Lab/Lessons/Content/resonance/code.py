import numpy as np

frequency, ratio = [], []
curve = plot([0], [0], name='resonance')
print('Voltage at the resistor divided by that of the source, over the frequency (Hz).')
sweep = np.concatenate([np.arange(400, 1200, 100), np.arange(1200, 2100, 50), np.arange(2100, 4001, 200)])

for n, wanted in enumerate(sweep):
    f = set_sine1(float(wanted))
    gap = round(5 / f / 1000 * 1e6, 1)  # five periods in 1000 samples
    t, source, resistor = capture2(1000, gap)
    frequency.append(f)
    ratio.append(np.std(resistor) / np.std(source))
    curve.update(frequency, ratio)
    progress((n + 1) / len(sweep), f'{f:.0f} Hz')

best = int(np.argmax(ratio))
display('Largest ratio', round(ratio[best], 3))
