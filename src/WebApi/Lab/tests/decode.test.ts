import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeI2c } from '../source/decode/i2c.ts';
import { levelAt, type LogicTrace } from '../source/decode/LogicTrace.ts';
import { decodeSpi } from '../source/decode/spi.ts';
import { decodeUart } from '../source/decode/uart.ts';

/** A trace from levels, one each step. */
function toTrace(name: string, levels: readonly number[], step: number): LogicTrace {
  const edges: number[] = [];
  for (let i = 1; i < levels.length; i++) if (levels[i] !== levels[i - 1]) edges.push(i * step);
  return { name, startsHigh: levels[0] === 1, edges };
}

const bits = (byte: number): number[] => Array.from({ length: 8 }, (_, i) => (byte >> (7 - i)) & 1);

test('The level before, at and after an edge', () => {
  const trace = { name: 'LA1', startsHigh: false, edges: [1, 2] };
  assert.deepEqual(
    [0.5, 1, 1.5, 2, 3].map((time) => levelAt(trace, time)),
    [false, true, true, false, false],
  );
});

test('UART bytes are read in the middle of their bits', () => {
  const frame = (byte: number): number[] => [0, ...bits(byte).reverse(), 1];
  const trace = toTrace('LA1', [1, 1, ...frame(0x41), ...frame(0x00), 1, 1], 1 / 9600);
  const found = decodeUart(trace, { baud: 9600, dataBits: 8, parity: 'none' });
  assert.deepEqual(
    found.map((d) => d.text),
    ['41 A', '00'],
  );
  assert.ok(found.every((d) => !d.isError));
});

test('UART shows a wrong parity and a missing stop bit as errors', () => {
  const wrongParity = toTrace('LA1', [1, 0, ...bits(0x03).reverse(), 1, 1, 1], 1 / 9600);
  assert.equal(decodeUart(wrongParity, { baud: 9600, dataBits: 8, parity: 'even' })[0]!.isError, true);
  const missingStop = toTrace('LA1', [1, 0, ...bits(0x55).reverse(), 0, 0, 1], 1 / 9600);
  assert.match(decodeUart(missingStop, { baud: 9600, dataBits: 8, parity: 'none' })[0]!.text, /stop/);
});

test('I2C shows start, address with direction, bytes with acknowledgement and stop', () => {
  const scl = [1, 1],
    sda = [1, 0];
  const clock = (bit: number): void => {
    scl.push(0, 0, 1, 1);
    sda.push(sda[sda.length - 1]!, bit, bit, bit);
  };
  for (const byte of [(0x68 << 1) | 0, 0x75]) {
    bits(byte).forEach(clock);
    clock(0);
  }
  scl.push(0, 0, 1, 1);
  sda.push(0, 0, 0, 1);
  const found = decodeI2c(toTrace('LA1', scl, 1e-5), toTrace('LA2', sda, 1e-5));
  assert.deepEqual(
    found.map((d) => d.text),
    ['S', '68 W ACK', '75 ACK', 'P'],
  );
});

test('An I2C address that nobody acknowledges is an error', () => {
  const scl = [1, 1],
    sda = [1, 0];
  for (const bit of [...bits(0x40 << 1), 1]) {
    scl.push(0, 0, 1, 1);
    sda.push(sda[sda.length - 1]!, bit, bit, bit);
  }
  const found = decodeI2c(toTrace('LA1', scl, 1e-5), toTrace('LA2', sda, 1e-5));
  assert.equal(found[1]!.text, '40 W NAK');
  assert.equal(found[1]!.isError, true);
});

for (const mode of [0, 1, 2, 3])
  test(`SPI mode ${mode} reads the data at its edge`, () => {
    const polarity = mode >> 1,
      phase = mode & 1;
    const clock = [polarity, polarity],
      data = [0, 0];
    for (const bit of [...bits(0xa5), ...bits(0x3c)]) {
      if (phase === 0) {
        clock.push(polarity, 1 - polarity);
        data.push(bit, bit);
      } else {
        clock.push(1 - polarity, polarity);
        data.push(bit, bit);
      }
    }
    clock.push(polarity, polarity);
    data.push(0, 0);
    const found = decodeSpi(toTrace('LA1', clock, 1e-6), toTrace('LA2', data, 1e-6), { mode, bits: 8 });
    assert.deepEqual(
      found.map((d) => d.text),
      ['A5', '3C'],
    );
  });

test('A pause of the SPI clock begins a new word', () => {
  const levels = (byte: number, count: number): [number[], number[]] => [
    bits(byte)
      .slice(0, count)
      .flatMap(() => [0, 1]),
    bits(byte)
      .slice(0, count)
      .flatMap((b) => [b, b]),
  ];
  const [clockA, dataA] = levels(0xff, 3),
    [clockB, dataB] = levels(0x81, 8);
  const pause = new Array(30).fill(0);
  const found = decodeSpi(
    toTrace('LA1', [...clockA, ...pause, ...clockB, 0], 1e-6),
    toTrace('LA2', [...dataA, ...pause, ...dataB, 0], 1e-6),
    { mode: 0, bits: 8 },
  );
  assert.deepEqual(
    found.map((d) => d.text),
    ['81'],
  );
});
