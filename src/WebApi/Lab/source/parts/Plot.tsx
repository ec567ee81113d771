import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { color, isDark } from '../app/theme.ts';
import { useStore } from '../app/store.ts';
import { formatShort } from '../measure/si.ts';
import type { Series } from '../run/stacking.ts';

export interface PlotProps {
  readonly series: readonly Series[];
  readonly names?: readonly string[];
  readonly xUnit?: string;
  readonly yUnit?: string;
  readonly logX?: boolean;
  readonly height?: number;
  readonly label: string;
}

const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3]];

/** Curves over a common axis, drawn by uPlot, which loads when the first plot is shown. Its place has its height from the start. */
export function Plot({ series, names = [], xUnit = '', yUnit = '', logX = false, height = 240, label }: PlotProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<{ destroy(): void; setData(data: never): void; setSize(size: { width: number; height: number }): void } | null>(
    null,
  );
  const dark = useStore(isDark);
  const shape = JSON.stringify([series.length, names, xUnit, yUnit, logX, height, dark]);
  const data = useRef<(number | null)[][]>([[]]);
  data.current = useMemo(() => align(series), [series]);

  useEffect(() => {
    let isOver = false;
    const watcher = new ResizeObserver(() => chart.current?.setSize({ width: box.current?.clientWidth ?? 300, height }));
    void import('uplot').then(({ default: UPlot }) => {
      if (isOver || !box.current) return;
      const axis = (unit: string): object => ({
        stroke: color('muted'),
        grid: { stroke: color('grid'), width: 1 },
        ticks: { stroke: color('axis'), width: 1 },
        values: (_: unknown, splits: (number | null)[]) => splits.map((v) => (v === null ? '' : formatShort(v, unit))),
        size: 62,
      });
      chart.current = new UPlot(
        {
          width: box.current.clientWidth,
          height,
          padding: [10, 26, 0, 0],
          scales: { x: { time: false, ...(logX ? { distr: 3 } : {}) } },
          axes: [{ ...axis(xUnit), size: 34 }, axis(yUnit)],
          legend: { show: series.length > 1, live: false },
          cursor: { drag: { x: true, y: true, uni: 20 } },
          series: [
            {},
            ...series.map((s, i) => ({
              label: names[i] ?? `y${i + 1}`,
              stroke: color(`ch${(i % 4) + 1}`),
              width: 1.8,
              dash: dashes[i % 4]!,
              spanGaps: true,
              points: { show: s.x.length < 60 },
            })),
          ],
        } as never,
        data.current as never,
        box.current,
      ) as never;
      watcher.observe(box.current);
    });
    return () => {
      isOver = true;
      watcher.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, [shape]);
  useEffect(() => chart.current?.setData(data.current as never), [series]);

  const legend = series.length > 1 ? 32 : 0;
  return <div ref={box} class="plot" role="img" aria-label={label} style={{ minHeight: `${height + legend}px` }} />;
}

/** uPlot wants one x column. Curves with other x values get gaps. */
export function align(series: readonly Series[]): (number | null)[][] {
  const first = series[0];
  if (!first) return [[]];
  const isCommon = series.every((s) => s.x.length === first.x.length && s.x.every((x, i) => x === first.x[i]));
  const isSorted = first.x.every((x, i) => i === 0 || x >= first.x[i - 1]!);
  const clean = (y: number): number | null => (Number.isFinite(y) ? y : null);
  if (isCommon && isSorted) return [[...first.x], ...series.map((s) => s.y.map(clean))];
  const xs = [...new Set(series.flatMap((s) => s.x))].filter(Number.isFinite).sort((a, b) => a - b);
  const place = new Map(xs.map((x, i) => [x, i]));
  return [
    xs,
    ...series.map((s) => {
      const column: (number | null)[] = new Array(xs.length).fill(null);
      s.x.forEach((x, i) => place.has(x) && (column[place.get(x)!] = clean(s.y[i]!)));
      return column;
    }),
  ];
}
