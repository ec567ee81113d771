import numpy as np

def fit(t, v, f):
    """Amplitude and phase of the sine with the frequency f, by least squares."""
    w = 2 * np.pi * f * t * 1e-6
    a, b, _ = np.linalg.lstsq(np.column_stack([np.sin(w), np.cos(w), np.ones_like(w)]), v, rcond=None)[0]
    return np.hypot(a, b), np.degrees(np.arctan2(b, a))

frequency, gain, phase = [], [], []
sweep = np.logspace(np.log10(50), np.log10(5000), 21)
curve = plot([0], [0], name='gain')
angle = plot([0], [0], name='phase')
print('Gain (dB) and phase (°) over the frequency, as a power of ten of 1 Hz.')

for n, wanted in enumerate(sweep):
    f = set_sine1(wanted)
    gap = max(2, min(8000, 3 / f / 1000 * 1e6))  # three periods in 1000 samples
    t, before, after = capture2(1000, round(gap, 1))
    (a1, p1), (a2, p2) = fit(t, before, f), fit(t, after, f)
    frequency.append(np.log10(f))
    gain.append(20 * np.log10(a2 / a1))
    phase.append((p2 - p1 + 180) % 360 - 180)
    curve.update(frequency, gain)
    angle.update(frequency, phase)
    progress((n + 1) / len(sweep), f'{f:.0f} Hz')

table(['f in Hz', 'gain in dB', 'phase in °'],
      [[round(10 ** f, 1), round(g, 2), round(p, 1)] for f, g, p in zip(frequency, gain, phase)], name='values')
