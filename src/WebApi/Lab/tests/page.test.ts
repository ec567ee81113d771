import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { layOutParts } from '../source/parts/wiringLayout.ts';
import { findCaretPlace, rank } from '../source/parts/functionString.ts';
import { parseBlocks, parseInline } from '../source/parts/parseMarkdown.ts';
import { readFrame } from '../source/server/frames.ts';
import { findCutoff, unwrap } from '../source/instruments/bodePoint.ts';
import { drawSegment } from '../source/instruments/generator/shapes.ts';
import { toStartCall } from '../source/instruments/logic/record.ts';
import { planCapture } from '../source/instruments/scope/plan.ts';
import { channelNames, defaults, rangeFor, timeSteps } from '../source/instruments/scope/settings.ts';
import { toStreamSettings } from '../source/instruments/scope/streamSettings.ts';
import { freeStarts } from '../source/pages/weeks.ts';
import { de } from '../source/texts/de.ts';
import { en } from '../source/texts/en.ts';

const on = (...names: string[]): typeof defaults => ({
  ...defaults,
  channels: Object.fromEntries(
    Object.entries(defaults.channels).map(([name, c]) => [name, { ...c, on: names.includes(name) }]),
  ) as typeof defaults.channels,
});

test('A screen records its channels and the trigger source', () => {
  assert.deepEqual(planCapture(on('CH1'))!.channels, ['CH1']);
  assert.equal(planCapture(on('CH1'))!.samples, 2000);
  assert.deepEqual(planCapture(on('CH2'))!.channels, ['CH2', 'CH1'], 'CH1 is the trigger');
  assert.equal(planCapture(on()), null);
});

test('Every scale of every set of channels is a capture that the server accepts', () => {
  const sources = channelNames;
  for (const secondsPerDivision of timeSteps)
    for (let set = 1; set < 16; set++)
      for (const source of sources) {
        const names = channelNames.filter((_, i) => set & (1 << i));
        const plan = planCapture({ ...on(...names), secondsPerDivision, trigger: { ...defaults.trigger, source } })!;
        const count = plan.channels.length === 1 ? 1 : plan.channels.length === 2 && plan.channels.includes('CH2') ? 2 : 4;
        assert.ok(plan.samples * plan.gap <= 2, `${names} ${secondsPerDivision}`);
        assert.ok(plan.gap * 1e6 >= { 1: 0.5, 2: 0.875, 4: 1.75 }[count], `${names} ${secondsPerDivision}`);
        assert.ok(plan.samples <= 10_000 / count);
      }
});

test('The range of a trigger source that is not shown follows its signal', () => {
  const settings = toStreamSettings({ ...on('CH2'), trigger: { ...defaults.trigger, source: 'CH1' } }) as { ranges: object };
  assert.deepEqual(settings.ranges, { CH1: 'auto', CH2: 4 });
});

test('The range holds what the screen shows', () => {
  assert.equal(rangeFor({ on: true, voltsPerDivision: 1, position: 0 }), 4);
  assert.equal(rangeFor({ on: true, voltsPerDivision: 1, position: 2 }), 8);
  assert.equal(rangeFor({ on: true, voltsPerDivision: 5, position: 0 }), 16);
});

test('Inputs of the logic analyser become the function that records them', () => {
  assert.match(toStartCall(['LA3'], 0.1), /^start_one_channel_LA\('LA3'/);
  assert.match(toStartCall(['LA1', 'LA3'], 0.1), /chans=\['LA1', 'LA3'\]/);
  assert.match(toStartCall(['LA1', 'LA2', 'LA3'], 0.1), /^start_four/);
  assert.match(toStartCall(['LA1', 'LA2', 'LA4'], 0.1), /^start_four/);
});

test('The caret in a function string is in its argument', () => {
  const place = (text: string): object => findCaretPlace(text, text.length);
  assert.deepEqual(place("capture1('CH1, (x', 10"), { name: 'capture1', isOpen: true, argument: 1, keyword: null });
  assert.deepEqual(place('sqr1(1000, duty_cycle='), { name: 'sqr1', isOpen: true, argument: 1, keyword: 'duty_cycle' });
  assert.deepEqual(place('get_v'), { name: 'get_v', isOpen: false, argument: 0, keyword: null });
});

test('Names that begin with what was typed come first', () => {
  assert.ok(rank('get_voltage', 'get') > rank('get_voltage', 'volt'));
  assert.ok(rank('get_voltage', 'volt') > rank('get_voltage', 'tage'));
  assert.equal(rank('get_voltage', 'xyz'), 0);
});

test('Lessons are parsed into blocks and never into HTML', () => {
  const blocks = parseBlocks('# Title\n\nText with `code`\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n    x = 1\n');
  assert.deepEqual(
    blocks.map((b) => b.kind),
    ['heading', 'paragraph', 'list', 'table', 'code'],
  );
  assert.deepEqual(
    parseInline('a **b** `c` *d*').map((p) => p.kind),
    ['text', 'strong', 'text', 'code', 'text', 'emphasis'],
  );
  assert.deepEqual(parseInline('<img onerror=x>'), [{ kind: 'text', text: '<img onerror=x>' }]);
});

test('Every markdown text ends, however broken it is', () => {
  for (const text of ['```', '|', '| a', '-', '# ', '*', '    ', '1.', '|a|\n|-|', '- a\n\n```\nx'])
    assert.ok(Array.isArray(parseBlocks(text)));
});

test('A frame of the stream has the samples of each channel', () => {
  const header = new TextEncoder().encode(
    JSON.stringify({
      seq: 7,
      x0: 0,
      dx: 1e-5,
      n: 2,
      channels: [
        { name: 'CH1', unit: 'V', clipped: true },
        { name: 'CH2', unit: 'V' },
      ],
    }),
  );
  const buffer = new ArrayBuffer(4 + header.length + 16);
  new DataView(buffer).setUint32(0, header.length, true);
  new Uint8Array(buffer).set(header, 4);
  [1, 2, 3, 4].forEach((value, i) => new DataView(buffer).setFloat32(4 + header.length + 4 * i, value, true));
  const frame = readFrame(buffer);
  assert.deepEqual(
    frame.channels.map((c) => [c.name, c.clipped, ...c.samples]),
    [
      ['CH1', true, 1, 2],
      ['CH2', false, 3, 4],
    ],
  );
});

test('The cut-off frequency is where the gain falls 3 dB below its top', () => {
  const points = [10, 100, 1000, 10_000].map((frequency) => ({ frequency, gain: -10 * Math.log10(1 + (frequency / 1000) ** 2), phase: 0 }));
  const found = findCutoff(points)!;
  assert.ok(found > 900 && found < 1100, String(found));
  assert.equal(findCutoff(points.slice(0, 2)), null);
});

test('A drawn line has no gaps and stays on the paper', () => {
  const points = drawSegment(new Array(10).fill(0), { i: 2, y: -3 }, { i: 6, y: 1 });
  assert.deepEqual(points.slice(2, 7), [-1, -1, -1, 0, 1]);
});

test('A booking begins at a free quarter that is not over', () => {
  const hour = new Date(2030, 0, 1, 10);
  const at = (minute: number): string => new Date(2030, 0, 1, 10, minute).toISOString();
  const minutes = (now: Date): number[] => freeStarts(hour, [{ startsAt: at(30), endsAt: at(45) }], now).map((d) => d.getMinutes());
  assert.deepEqual(minutes(new Date(2030, 0, 1, 9)), [0, 15, 45]);
  assert.deepEqual(minutes(new Date(2030, 0, 1, 10, 20)), [15, 45]);
});

test('A wiring picture has outputs left and ground right', () => {
  const layout = layOutParts([
    { kind: 'resistor', from: 'CH1', to: 'SI1', value: 1000 },
    { kind: 'capacitor', from: 'CH1', to: 'GND', value: 1e-7 },
  ]);
  assert.deepEqual(
    layout.nodes.map((n) => n.name),
    ['SI1', 'CH1', 'GND'],
  );
  assert.ok(layout.parts.every((p) => p.x1 < p.x2));
});

test('Both languages have the same places to fill in', () => {
  const places = (value: unknown): unknown =>
    typeof value === 'string'
      ? (value.match(/\{\w+\}/g) ?? []).sort()
      : Object.fromEntries(Object.entries(value as object).map(([k, v]) => [k, places(v)]));
  assert.deepEqual(places(de), places(en));
});

test('The sources set no HTML: every text of a user is shown as text', () => {
  const files = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => (statSync(join(folder, name)).isDirectory() ? files(join(folder, name)) : [join(folder, name)]));
  for (const file of files('source'))
    assert.doesNotMatch(readFileSync(file, 'utf8'), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function/, file);
});

test('Phases have no steps of a whole turn', () => {
  assert.deepEqual(unwrap([170, -175, -160, 179]), [170, 185, 200, 179]);
});
