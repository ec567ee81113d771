import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diffLines } from '../source/run/diffLines.ts';
import { applyMessage, emptyRun, fromOutput } from '../source/run/RunState.ts';
import { fromPairs, stack } from '../source/run/stacking.ts';

const apply = (...messages: unknown[]): ReturnType<typeof applyMessage> =>
  messages.reduce<ReturnType<typeof applyMessage>>(applyMessage, emptyRun);

test('Stacking xy, xyy and xyyyy give one, two and four curves over the first column', () => {
  const columns = [
    [0, 1],
    [2, 3],
    [4, 5],
    [6, 7],
    [8, 9],
  ];
  assert.deepEqual(stack(columns, undefined), [{ x: [0, 1], y: [2, 3] }]);
  assert.deepEqual(
    stack(columns, 'xyy').map((s) => s.y),
    [
      [2, 3],
      [4, 5],
    ],
  );
  assert.deepEqual(
    stack(columns, 'xyyyy').map((s) => s.y),
    [
      [2, 3],
      [4, 5],
      [6, 7],
      [8, 9],
    ],
  );
});

test('Any other stacking takes the result as curves of pairs', () => {
  assert.deepEqual(
    stack(
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      'as-it-is',
    ),
    [{ x: [1, 3], y: [2, 4] }],
  );
});

test('Results of the wrong shape give no curves', () => {
  assert.deepEqual(stack(5, 'xy'), []);
  assert.deepEqual(stack([[1, 2]], 'xyy'), []);
  assert.deepEqual(fromPairs('text'), []);
});

test('Missing numbers become gaps', () => assert.deepEqual(fromPairs([[[0, null]]]), [{ x: [0], y: [NaN] }]));

test('Elements keep their order, and updates change only their fields', () => {
  const state = apply(
    { seq: 1, type: 'add', element: { id: 'a', type: 'label', value: '1' } },
    { seq: 2, type: 'add', element: { id: 'b', type: 'label', value: '2' } },
    { seq: 3, type: 'update', id: 'a', patch: { value: '3', id: 'x', type: 'button' } },
  );
  assert.deepEqual(state.elements, [
    { id: 'a', type: 'button', value: '3' },
    { id: 'b', type: 'label', value: '2' },
  ]);
  assert.equal(state.seq, 3);
});

test('Console texts of a stream that follow each other become one', () => {
  const state = apply(
    { type: 'console', stream: 'out', text: 'a' },
    { type: 'console', stream: 'out', text: 'b' },
    { type: 'console', stream: 'err', text: 'c' },
  );
  assert.deepEqual(state.console, [
    { stream: 'out', text: 'ab' },
    { stream: 'err', text: 'c' },
  ]);
});

test('A script waits for an input until its value changes or it ends', () => {
  const waiting = apply(
    { type: 'status', status: 'running' },
    { type: 'add', element: { id: 'q', type: 'input' } },
    { type: 'input', id: 'q' },
  );
  assert.equal(waiting.waitsFor, 'q');
  assert.equal(applyMessage(waiting, { type: 'update', id: 'q', patch: { value: 'x' } }).waitsFor, null);
  assert.equal(applyMessage(waiting, { type: 'status', status: 'stopped' }).waitsFor, null);
});

test('Messages of unknown kinds and shapes change nothing', () => {
  for (const message of [null, 5, 'x', {}, { type: 'new' }, { type: 'add' }, { type: 'add', element: { id: 5, type: 'label' } }])
    assert.deepEqual(apply(message).elements, []);
});

test('A stored output gives the state of the run', () => {
  const state = fromOutput([{ seq: 1, type: 'console', stream: 'out', text: 'x' }], 'failed', {
    line: 3,
    message: 'm',
    exception: 'ValueError',
    traceback: null,
  });
  assert.equal(state.error?.line, 3);
  assert.equal(state.status, 'failed');
});

test('The difference of two texts keeps common lines', () => {
  assert.deepEqual(
    diffLines('a\nb\nc', 'a\nx\nc').map((l) => `${l.kind[0]} ${l.text}`),
    ['s a', 'r b', 'a x', 's c'],
  );
});
