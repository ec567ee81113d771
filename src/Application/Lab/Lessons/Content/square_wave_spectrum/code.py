import numpy as np

DEVICE_INPUT = 'CH1'

table_points = [3.0 if n < 256 else -3.0 for n in range(512)]
load_table('SI1', table_points)  # one period of a square wave
set_w1(1000)
SAMPLES, GAP = 5000, 4  # 20 ms: exactly 20 periods of 1 kHz
t, v = capture1(DEVICE_INPUT, SAMPLES, GAP)
load_equation('SI1', 'sine')

plot(t[:750], v[:750], name='square wave')
print('Voltage (V) over the time (µs).')

spectrum = np.abs(np.fft.rfft(v * np.hanning(len(v)))) / len(v) * 4
frequency = np.fft.rfftfreq(len(v), GAP * 1e-6)
shown = frequency < 12_000
plot(frequency[shown] / 1000, spectrum[shown], name='spectrum')
print('Amplitude (V) over the frequency (kHz).')

peaks = [n for n in range(2, len(spectrum) - 2) if shown[n] and spectrum[n] > 0.15 and spectrum[n] == max(spectrum[n - 2:n + 3])]
table(['frequency in kHz', 'amplitude in V', 'amplitude of the first one / this'],
      [[round(frequency[n] / 1000, 2), round(spectrum[n], 3), round(spectrum[peaks[0]] / spectrum[n], 2)] for n in peaks], name='peaks')
