frequency = slider('Frequency of SI1 in Hz', 100, 5000, 1000, 100)
running = checkbox('Measure', True)
scope = plot([0], [0], name='CH1')
last = None

for frame in range(150):
    if not running.value:
        sleep(0.2)
        continue
    if frequency.value != last:
        last = frequency.value
        set_sine1(last)
    t, v = capture1('CH1', 100, 20)
    scope.update(t, v)
    sleep(0.1)
