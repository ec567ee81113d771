/** One period of 512 points from −1 to 1. */
export const shapes = {
  sine: (p: number) => Math.sin(2 * Math.PI * p),
  square: (p: number) => (p < 0.5 ? 1 : -1),
  saw: (p: number) => 2 * p - 1,
  pulse: (p: number) => (p < 0.1 ? 1 : -1),
  heart: (p: number) => {
    const bump = (at: number, width: number, height: number): number => height * Math.exp(-(((p - at) / width) ** 2));
    return (
      bump(0.2, 0.03, 0.2) + bump(0.34, 0.012, -0.15) + bump(0.37, 0.014, 1.2) + bump(0.4, 0.014, -0.35) + bump(0.62, 0.05, 0.35) - 0.2
    );
  },
} as const;

export type ShapeName = keyof typeof shapes;

export const pointCount = 512;

export const toPoints = (name: ShapeName): number[] =>
  Array.from({ length: pointCount }, (_, i) => clampPoint(shapes[name](i / pointCount)));

export const clampPoint = (y: number): number => Math.max(-1, Math.min(1, y));

/** Draws from one point to the next, so that a fast pointer leaves no gap. */
export function drawSegment(points: readonly number[], from: { i: number; y: number }, to: { i: number; y: number }): number[] {
  const next = [...points];
  const [a, b] = from.i <= to.i ? [from, to] : [to, from];
  for (let i = a.i; i <= b.i; i++) {
    const part = b.i === a.i ? 1 : (i - a.i) / (b.i - a.i);
    if (i >= 0 && i < next.length) next[i] = clampPoint(a.y + (b.y - a.y) * part);
  }
  if (to.i >= 0 && to.i < next.length) next[to.i] = clampPoint(to.y);
  return next;
}
