import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv } from '../source/measure/csv.ts';
import { decimate } from '../source/measure/decimate.ts';
import { spectrum, type WindowName, windows } from '../source/measure/fft.ts';
import { RingBuffer } from '../source/measure/RingBuffer.ts';
import { formatSi, parseSi } from '../source/measure/si.ts';
import { fitSine, toDegrees } from '../source/measure/sineFit.ts';
import { findCrossings, measure } from '../source/measure/statistics.ts';
import { logarithmicSteps, stepsOf125 } from '../source/measure/steps.ts';
import { findTrigger } from '../source/measure/trigger.ts';

const near = (actual: number | null | undefined, expected: number, tolerance: number): void =>
  assert.ok(actual != null && Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`);
const sine = (count: number, dx: number, frequency: number, amplitude = 1, offset = 0, phase = 0): number[] =>
  Array.from({ length: count }, (_, i) => offset + amplitude * Math.sin(2 * Math.PI * frequency * i * dx + phase));

test('Values get the prefix that leaves one to three digits before the point', () => {
  assert.equal(formatSi(9996.3, 'Ω'), '9.996 kΩ');
  assert.equal(formatSi(1e-9, 'F'), '1.000 nF');
  assert.equal(formatSi(-0.0327, 'V'), '−32.70 mV');
  assert.equal(formatSi(0, 'V'), '0 V');
  assert.equal(formatSi(25.4, '°C'), '25.40 °C');
});

test('A value that rounds up to 1000 gets the next prefix', () => assert.equal(formatSi(999.96, 'V'), '1.000 kV'));

test('Values that are missing or infinite are shown as such', () => {
  assert.equal(formatSi(null, 'V'), '— V');
  assert.equal(formatSi(Infinity, 'Ω'), '∞ Ω');
});

test('Microseconds are shown as seconds with a prefix', () => assert.equal(formatSi(1500, 'µs'), '1.500 ms'));

test('Typed numbers may have a prefix, a unit and a decimal comma', () => {
  assert.equal(parseSi('2.2k'), 2200);
  assert.equal(parseSi('-1,5 V'), -1.5);
  near(parseSi('10 ms'), 0.01, 1e-12);
  assert.equal(parseSi('3 apples'), null);
});

test('A sine has its frequency, RMS and peaks', () => {
  const m = measure(sine(1000, 1e-5, 512, 2, 0.5), 1e-5)!;
  near(m.frequency, 512, 1);
  near(m.vpp, 4, 0.01);
  near(m.max, 2.5, 0.01);
  near(m.duty, 0.5, 0.01);
});

test('A square wave has its duty cycle', () => {
  const samples = Array.from({ length: 1000 }, (_, i) => (i % 100 < 30 ? 5 : 0));
  const m = measure(samples, 1e-6)!;
  near(m.duty, 0.3, 0.01);
  near(m.frequency, 10_000, 10);
});

test('Noise and constants have no frequency', () => {
  let seed = 1;
  const noise = Array.from({ length: 500 }, () => ((seed = (seed * 16807) % 2147483647) % 3) * 0.008);
  assert.equal(measure(noise, 1e-5)!.frequency, null);
  assert.equal(measure([1, 1, 1, 1], 1e-5)!.frequency, null);
  assert.equal(measure([], 1e-5), null);
});

test('Noise at the level is one crossing', () => {
  const samples = [-1, -0.01, 0.01, -0.01, 0.01, 1];
  assert.equal(findCrossings(samples, 0, 0.1).length, 1);
});

test('The trigger is found between two samples, on the right edge, with room on both sides', () => {
  const samples = sine(400, 0.01, 1, 1, 0, 0.3);
  const rising = findTrigger(samples, { level: 0, edge: 'rising' }, 50, 50)!;
  near(rising, (1 - 0.3 / (2 * Math.PI)) * 100, 0.1);
  const falling = findTrigger(samples, { level: 0, edge: 'falling' }, 50, 50)!;
  near(falling, (1.5 - 0.3 / (2 * Math.PI)) * 100, 0.1);
  assert.equal(findTrigger(samples, { level: 2, edge: 'rising' }, 0, 0), null);
});

test('Each window shows the amplitude of a sine that fits it', () => {
  for (const name of Object.keys(windows) as WindowName[]) {
    const { frequencies, amplitudes } = spectrum(sine(1024, 1 / 1024, 64, 3, 1), 1 / 1024, name);
    const peak = amplitudes.indexOf(Math.max(...amplitudes));
    near(frequencies[peak], 64, 1e-9);
    near(amplitudes[peak], 3, 0.01);
  }
});

test('A square wave has odd harmonics that fall with their number', () => {
  const square = Array.from({ length: 1024 }, (_, i) => (i % 64 < 32 ? 1 : -1));
  const { amplitudes } = spectrum(square, 1 / 1024, 'rectangular');
  near(amplitudes[16], 4 / Math.PI, 0.01);
  near(amplitudes[48], 4 / Math.PI / 3, 0.01);
  near(amplitudes[32], 0, 0.001);
});

test('The sine fit finds amplitude, offset and phase', () => {
  const fit = fitSine(sine(500, 1e-5, 777, 0.7, 0.2, 1), 1e-5, 777);
  near(fit.amplitude, 0.7, 1e-6);
  near(fit.phase, 1, 1e-6);
  near(fit.offset, 0.2, 1e-6);
  near(toDegrees(1.5 * Math.PI), -90, 1e-9);
});

test('Decimation keeps every peak', () => {
  const y = new Array(10_000).fill(0);
  y[1234] = 5;
  y[7777] = -5;
  const shown = decimate(
    y.map((_, i) => i),
    y,
    200,
  );
  assert.ok(shown.y.length <= 200);
  assert.ok(shown.y.includes(5) && shown.y.includes(-5));
  assert.ok(shown.x.every((x, i) => i === 0 || x > shown.x[i - 1]!));
});

test('A ring buffer has the newest values in their order', () => {
  const ring = new RingBuffer(3);
  ring.pushAll([1, 2, 3, 4, 5]);
  assert.deepEqual([...ring.toArray()], [3, 4, 5]);
});

test('Knobs step by 1, 2 and 5', () => assert.deepEqual(stepsOf125(0.01, 0.2), [0.01, 0.02, 0.05, 0.1, 0.2]));

test('Frequencies are evenly spaced on a logarithmic axis', () => {
  const steps = logarithmicSteps(10, 1000, 3);
  near(steps[1], 100, 1e-9);
});

test('A CSV quotes what needs it and never begins a cell with a formula', () => {
  assert.equal(
    toCsv(
      ['t', 'a"b'],
      [
        [1, 2],
        ['=1+1', 'x,y'],
      ],
    ),
    't,"a""b"\r\n1,\'=1+1\r\n2,"x,y"\r\n',
  );
});
