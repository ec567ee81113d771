import numpy as np

rows = []
for wanted in [7.4, 50, 440, 3000, 20000]:
    real = sqr1(wanted, 50)  # the board tells which frequency it has really set
    counted = count_pulses('LA1', 1)
    period = r2r_time('LA1')
    timed = 1 / period
    rows.append([round(real, 3), counted, 100 * abs(counted - real) / real, round(timed, 3), 100 * abs(timed - real) / real])
    progress(len(rows) / 5, f'{wanted} Hz')

table(['set, in Hz', 'counted', 'error in %', 'timed, in Hz', 'error in %'],
      [[r[0], r[1], round(r[2], 3), r[3], round(r[4], 5)] for r in rows], name='comparison')
f = [np.log10(r[0]) for r in rows]
plot(f, [[np.log10(max(r[2], 1e-4)) for r in rows], [np.log10(max(r[4], 1e-4)) for r in rows]], name='errors')
print('Error in % over the frequency in Hz, both as powers of ten. The first line is counting, the second timing.')
