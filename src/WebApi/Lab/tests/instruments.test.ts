import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addRow, type Log } from '../source/instruments/logger/recorder.ts';
import { toReadings } from '../source/instruments/logger/readings.ts';
import { isSilent } from '../source/instruments/scope/isSilent.ts';
import { defaults, toTime } from '../source/instruments/scope/settings.ts';
import { alignTrace, type Trace } from '../source/instruments/scope/Trace.ts';
import type { FunctionResult } from '../source/server/functions.ts';

const sensor: FunctionResult = {
  shape: 'named',
  columns: [
    { name: 'temperature', unit: '°C' },
    { name: 'humidity', unit: '%' },
  ],
  value: { temperature: 21.5, humidity: 40 },
  text: '',
};

test('Each value of a named result or a tuple is a signal of its own', () => {
  const expected = [
    { label: 'read_sht21() temperature', unit: '°C', value: 21.5 },
    { label: 'read_sht21() humidity', unit: '%', value: 40 },
  ];
  assert.deepEqual(toReadings('read_sht21()', sensor), expected);
  assert.deepEqual(toReadings('read_sht21()', { ...sensor, shape: 'tuple', value: [21.5, 40] }), expected);
  assert.deepEqual(
    toReadings('read_sht21()', { ...sensor, value: null })?.map((r) => r.value),
    [null, null],
  );
});

test('Numbers and levels are signals; lists, texts and nothing are not', () => {
  const result = (shape: FunctionResult['shape'], value: unknown): FunctionResult => ({ shape, value, unit: 'V', text: '' });
  assert.deepEqual(toReadings('f()', result('number', 2)), [{ label: 'f()', unit: 'V', value: 2 }]);
  assert.deepEqual(toReadings('f()', result('number', null)), [{ label: 'f()', unit: 'V', value: null }]);
  assert.deepEqual(toReadings('f()', result('flag', true)), [{ label: 'f()', unit: 'V', value: 1 }]);
  for (const [shape, value] of [
    ['array', [1, 2]],
    ['arrays', [[1], [2]]],
    ['text', 'V6'],
    ['nothing', null],
  ] as const)
    assert.equal(toReadings('f()', result(shape, value)), null);
  const withList = { ...sensor, columns: [...sensor.columns!, { name: 'levels', unit: null }], value: [1, 2, [true]] };
  assert.equal(toReadings('f()', { ...withList, shape: 'tuple' })?.length, 2);
});

test('A signal that answers later becomes a further column of the log', () => {
  let log: Log = { startedAt: 0, device: 'main', columns: [], rows: [] };
  log = addRow(log, 0, [{ label: 'a', unit: 'V', value: 1 }]);
  log = addRow(log, 1, [{ label: 'b', unit: '', value: 2 }]);
  assert.deepEqual(log.columns, [
    { label: 'a', unit: 'V' },
    { label: 'b', unit: '' },
  ]);
  assert.deepEqual(
    log.rows.map((r) => r.values),
    [[1], [null, 2]],
  );
});

test('The cursors of time count from the trigger, wherever it stands', () => {
  assert.equal(toTime(defaults, 5), 0);
  const early = { ...defaults, trigger: { ...defaults.trigger, position: 0.2 } };
  assert.equal(toTime(early, 2), 0);
  assert.equal(toTime(early, 5), 0.003);
  assert.equal(toTime({ ...early, mode: 'roll' }, 2), 0.002);
});

test('Noise around zero is no signal; a small sine, and a voltage, are', () => {
  const trace = (sample: (i: number) => number): Trace =>
    alignTrace(defaults, 1e-5, new Map([['CH1', Array.from({ length: 2000 }, (_, i) => sample(i))]]), [], new Map([['CH1', 4]]));
  assert.equal(
    isSilent(
      trace((i) => ((i * 7919) % 13) * 0.002),
      defaults,
    ),
    true,
  );
  assert.equal(
    isSilent(
      trace((i) => 0.1 * Math.sin(i / 20)),
      defaults,
    ),
    false,
  );
  assert.equal(
    isSilent(
      trace(() => 2),
      defaults,
    ),
    false,
  );
});
