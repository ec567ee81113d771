/** At most `points` values that keep every peak: the lowest and the highest of each group, in their order. */
export function decimate(x: ArrayLike<number>, y: ArrayLike<number>, points: number): { x: number[]; y: number[] } {
  if (y.length <= points) return { x: Array.from(x), y: Array.from(y) };
  const groups = Math.max(1, Math.floor(points / 2));
  const outX: number[] = [],
    outY: number[] = [];
  for (let g = 0; g < groups; g++) {
    const start = Math.floor((g * y.length) / groups),
      end = Math.floor(((g + 1) * y.length) / groups);
    let low = start,
      high = start;
    for (let i = start; i < end; i++) {
      if (y[i]! < y[low]!) low = i;
      if (y[i]! > y[high]!) high = i;
    }
    for (const i of low < high ? [low, high] : low > high ? [high, low] : [low]) {
      outX.push(x[i]!);
      outY.push(y[i]!);
    }
  }
  return { x: outX, y: outY };
}
