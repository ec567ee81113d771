/** Numbers with a unit, as an instrument shows them: a prefix, a fixed number of digits, a real minus. */

const prefixes: Record<number, string> = {
  [-15]: 'f',
  [-12]: 'p',
  [-9]: 'n',
  [-6]: 'µ',
  [-3]: 'm',
  0: '',
  3: 'k',
  6: 'M',
  9: 'G',
  12: 'T',
};
const withoutPrefix = new Set(['', '°C', '%', 'dB', 'dBV', '°', 'Bd']);
const inBaseUnit: Record<string, [string, number]> = { µs: ['s', 1e-6], ms: ['s', 1e-3], mV: ['V', 1e-3], mA: ['A', 1e-3] };

export interface SiNumber {
  readonly number: string;
  readonly unit: string;
}

/** Splits a value into its digits and its unit with prefix, so that a page can align them. */
export function splitSi(value: number | null | undefined, unit: string | null = '', digits = 4): SiNumber {
  if (value === null || value === undefined || Number.isNaN(value)) return { number: '—', unit: unit ?? '' };
  const [base, factor] = inBaseUnit[unit ?? ''] ?? [unit ?? '', 1];
  if (!Number.isFinite(value)) return { number: value > 0 ? '∞' : '−∞', unit: base };
  const scaled = value * factor;
  if (withoutPrefix.has(base) || scaled === 0) return { number: toDigits(scaled, digits), unit: base };
  const exponent = Math.min(12, Math.max(-15, Math.floor(Math.log10(Math.abs(scaled)) / 3 + 1e-12) * 3));
  const mantissa = scaled / 10 ** exponent;
  // 999.96 rounds to 1000 and needs the next prefix.
  const rounded = Number(Math.abs(mantissa).toPrecision(digits));
  if (rounded >= 1000 && exponent < 12) return { number: toDigits(mantissa / 1000, digits), unit: prefixes[exponent + 3] + base };
  return { number: toDigits(mantissa, digits), unit: prefixes[exponent] + base };
}

export function formatSi(value: number | null | undefined, unit: string | null = '', digits = 4): string {
  const parts = splitSi(value, unit, digits);
  return parts.unit === '' ? parts.number : `${parts.number} ${parts.unit}`;
}

/** For ticks and steps: without the zeros at the end. */
export function formatShort(value: number, unit: string | null = '', digits = 3): string {
  const parts = splitSi(value, unit, digits);
  const number = parts.number.includes('.') ? parts.number.replace(/\.?0+$/, '') : parts.number;
  return parts.unit === '' ? number : `${number} ${parts.unit}`;
}

function toDigits(value: number, digits: number): string {
  if (value === 0) return '0';
  const whole = Math.max(1, Math.floor(Math.log10(Math.abs(value))) + 1);
  const text = Math.abs(value).toFixed(Math.max(0, Math.min(digits, digits - whole)));
  return Number(text) === 0 ? '0' : (value < 0 ? '−' : '') + text;
}

/** Reads "2.2k", "-1,5 V" or "10 ms" as a number in the base unit; null if it is none. */
export function parseSi(text: string): number | null {
  const match = /^\s*([+\-−]?\d*[.,]?\d+(?:e[+-]?\d+)?)\s*([fpnuµmkMGT]?)\s*(?:Hz|V|A|s|Ω|F|%|°)?\s*$/.exec(text);
  if (!match) return null;
  const number = Number(match[1]!.replace('−', '-').replace(',', '.'));
  const prefix = match[2] === 'u' ? 'µ' : match[2];
  const exponent = Object.entries(prefixes).find(([, name]) => name === prefix)?.[0] ?? 0;
  return Number.isFinite(number) ? number * 10 ** Number(exponent) : null;
}
