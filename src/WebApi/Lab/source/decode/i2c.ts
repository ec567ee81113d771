import { type Decoded, type LogicTrace, levelAt, toHex } from './LogicTrace.ts';

/** Transfers of an I2C bus: start, address with direction, bytes with their acknowledgement, stop. */
export function decodeI2c(scl: LogicTrace, sda: LogicTrace): Decoded[] {
  const events = [
    ...scl.edges.map((time, i) => ({ time, line: 'scl' as const, high: (i % 2 === 0) !== scl.startsHigh })),
    ...sda.edges.map((time, i) => ({ time, line: 'sda' as const, high: (i % 2 === 0) !== sda.startsHigh })),
  ].sort((a, b) => a.time - b.time);
  const found: Decoded[] = [];
  let bits: { time: number; value: boolean }[] = [];
  let active = false,
    isAddress = false;
  for (const event of events) {
    if (event.line === 'sda') {
      if (!levelAt(scl, event.time)) continue;
      if (!event.high) {
        found.push({ from: event.time, to: event.time, text: active ? 'Sr' : 'S' });
        active = isAddress = true;
      } else if (active) {
        found.push({ from: event.time, to: event.time, text: 'P' });
        active = false;
      }
      bits = [];
    } else if (event.high && active) {
      bits.push({ time: event.time, value: levelAt(sda, event.time) });
      if (bits.length < 9) continue;
      const byte = bits.slice(0, 8).reduce((sum, b) => sum * 2 + (b.value ? 1 : 0), 0);
      const missing = bits[8]!.value;
      const what = isAddress ? `${toHex(byte >> 1)} ${byte & 1 ? 'R' : 'W'}` : toHex(byte);
      found.push({ from: bits[0]!.time, to: event.time, text: `${what} ${missing ? 'NAK' : 'ACK'}`, isError: missing && isAddress });
      bits = [];
      isAddress = false;
    }
  }
  return found;
}
