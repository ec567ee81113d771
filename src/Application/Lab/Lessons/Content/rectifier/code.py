import numpy as np

rows = []
for wanted in [50, 100, 200, 400, 800]:
    f = set_sine1(wanted)
    gap = round(4 / f / 2000 * 1e6, 1)  # four periods in 2000 samples
    t, source, output = capture2(2000, gap)
    if wanted == 100:
        plot(t, [source, output], name='rectifier')
        print('Source and smoothed output (V) over the time (µs), at 100 Hz.')
    rows.append([round(f, 1), round(float(np.max(source)), 2), round(float(np.mean(output)), 2), round(float(np.ptp(output)), 3)])
    progress(len(rows) / 5, f'{wanted} Hz')

table(['f in Hz', 'peak of the source in V', 'mean of the output in V', 'ripple in V'], rows, name='ripple')
plot([np.log10(r[0]) for r in rows], [np.log10(r[3]) for r in rows], name='ripple over frequency')
print('Ripple in V over the frequency in Hz, both as powers of ten.')
