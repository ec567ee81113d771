import numpy as np

phase = select('Phase of SI2', ['0', '30', '45', '60', '90', '135', '180'], '90')
ratio = select('Frequency of SI2', ['1 ×', '2 ×', '3 ×'], '1 ×')
figure = plot([0], [0], name='lissajous')
signals = plot([0], [0], name='signals')
print('The first plot shows CH2 over CH1 (V), the second both over the time (µs).')

shown = None
for turn in range(60):
    wanted = (phase.value, ratio.value)
    if wanted != shown:
        shown = wanted
        times = int(wanted[1][0])
        f1, f2 = set_waves(500, float(wanted[0]), 500 * times)
        t, x, y = capture2(1000, 4)
        figure.update(x, y)
        signals.update(t, [x, y])
        label_text = f'SI1: {f1:.1f} Hz, SI2: {f2:.1f} Hz, phase {wanted[0]}°'
        print(label_text)
    sleep(0.25)
