/** One curve: pairs of x and y. */
export type Series = { readonly x: number[]; readonly y: number[] };

/**
 * The curves that a button's result gives to its plot, by the reference's words: `xy` is one curve from x and y, `xyy` two from x, y1 and
 * y2, `xyyyy` four. Any other word takes the result as it is: a list of curves, each a list of pairs.
 */
export function stack(result: unknown, stacking: string | undefined): Series[] {
  const word = stacking ?? 'xy';
  const count = word === 'xy' ? 1 : word === 'xyy' ? 2 : word === 'xyyyy' ? 4 : 0;
  if (!Array.isArray(result)) return [];
  if (count === 0) return fromPairs(result);
  const x = toNumbers(result[0]);
  return Array.from({ length: count }, (_, i) => result[i + 1])
    .filter(Array.isArray)
    .map((column) => shorten(x, toNumbers(column)));
}

/** The curves of a plot element: `[[[x, y], …], …]`. */
export function fromPairs(data: unknown): Series[] {
  if (!Array.isArray(data)) return [];
  return data.filter(Array.isArray).map((pairs) => {
    const points = pairs.filter((p): p is unknown[] => Array.isArray(p) && p.length >= 2);
    return { x: points.map((p) => toNumber(p[0])), y: points.map((p) => toNumber(p[1])) };
  });
}

function shorten(x: number[], y: number[]): Series {
  const length = Math.min(x.length, y.length);
  return { x: x.slice(0, length), y: y.slice(0, length) };
}

const toNumbers = (column: unknown): number[] => (Array.isArray(column) ? column.map(toNumber) : []);
const toNumber = (value: unknown): number => (typeof value === 'number' ? value : value === null ? NaN : Number(value));
