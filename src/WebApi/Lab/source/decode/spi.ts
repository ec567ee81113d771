import { type Decoded, type LogicTrace, edgesTo, levelAt, toHex } from './LogicTrace.ts';

export interface SpiSettings {
  /** 0 to 3: clock polarity · 2 + clock phase. */
  readonly mode: number;
  readonly bits: 8 | 16;
}

/** Words of an SPI data line, most significant bit first. A pause of more than four clocks begins a new word, as a select line would. */
export function decodeSpi(clock: LogicTrace, data: LogicTrace, settings: SpiSettings): Decoded[] {
  const polarity = settings.mode >> 1,
    phase = settings.mode & 1;
  const times = edgesTo(clock, polarity === phase);
  const gaps = times
    .slice(1)
    .map((time, i) => time - times[i]!)
    .sort((a, b) => a - b);
  const period = gaps[Math.floor(gaps.length / 2)] ?? Infinity;
  const found: Decoded[] = [];
  let word: number[] = [];
  let value = 0;
  for (const time of times) {
    if (word.length > 0 && time - word[word.length - 1]! > 4 * period) {
      word = [];
      value = 0;
    }
    value = value * 2 + (levelAt(data, time) ? 1 : 0);
    word.push(time);
    if (word.length < settings.bits) continue;
    found.push({ from: word[0]!, to: time, text: settings.bits === 8 ? toHex(value) : toHex(value >> 8) + toHex(value & 255) });
    word = [];
    value = 0;
  }
  return found;
}
