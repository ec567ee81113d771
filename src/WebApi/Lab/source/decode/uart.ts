import { type Decoded, type LogicTrace, levelAt, toHex } from './LogicTrace.ts';

export interface UartSettings {
  readonly baud: number;
  readonly dataBits: number;
  readonly parity: 'none' | 'even' | 'odd';
}

/** Bytes of an asynchronous line that is high when idle; each bit is read in its middle. */
export function decodeUart(trace: LogicTrace, settings: UartSettings): Decoded[] {
  const bit = 1 / settings.baud;
  const found: Decoded[] = [];
  let free = -Infinity;
  for (let i = 0; i < trace.edges.length; i++) {
    const start = trace.edges[i]!;
    const falls = (i % 2 === 0) === trace.startsHigh;
    if (!falls || start < free) continue;
    let value = 0,
      ones = 0;
    for (let n = 0; n < settings.dataBits; n++)
      if (levelAt(trace, start + (1.5 + n) * bit)) {
        value |= 1 << n;
        ones++;
      }
    let bits = 1 + settings.dataBits;
    let wrong = false;
    if (settings.parity !== 'none') {
      const parity = levelAt(trace, start + (bits + 0.5) * bit) ? 1 : 0;
      wrong = (ones + parity) % 2 !== (settings.parity === 'even' ? 0 : 1);
      bits++;
    }
    const stops = levelAt(trace, start + (bits + 0.5) * bit);
    free = start + (bits + 0.6) * bit;
    const shown = value >= 32 && value < 127 ? `${toHex(value)} ${String.fromCharCode(value)}` : toHex(value);
    found.push({ from: start, to: start + (bits + 1) * bit, text: stops ? shown : `${shown} !stop`, isError: wrong || !stops });
  }
  return found;
}
