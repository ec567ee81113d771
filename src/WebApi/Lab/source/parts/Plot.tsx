import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { color, isDark } from '../app/theme.ts';
import { useStore } from '../app/store.ts';
import { formatShort } from '../measure/si.ts';
import { fill, t } from '../texts/index.ts';
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

interface Chart {
  destroy(): void;
  setData(data: never, resetScales?: boolean): void;
  setSize(size: { width: number; height: number }): void;
}

/** A curve in words, for screen readers. */
function describe(series: Series, name: string, unit: string): string {
  let min = Infinity,
    max = -Infinity;
  for (const y of series.y)
    if (Number.isFinite(y)) {
      min = Math.min(min, y);
      max = Math.max(max, y);
    }
  const range = min > max ? '' : fill(t.plotRange, { min: formatShort(min, unit), max: formatShort(max, unit) });
  return [name, fill(t.plotPoints, { count: series.x.length }), range].filter(Boolean).join(' ');
}

/** Curves over a common axis, drawn by uPlot, which loads when the first plot is shown. Its place has its height from the start. */
export function Plot({ series, names = [], xUnit = '', yUnit = '', logX = false, height = 240, label }: PlotProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const [isZoomed, setZoomed] = useState(false);
  const keepsScales = useRef(false);
  const zoom = (zoomed: boolean): void => {
    keepsScales.current = zoomed;
    setZoomed(zoomed);
  };
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
          legend: { show: false },
          cursor: { drag: { x: true, y: true, uni: 20 } },
          hooks: {
            setSelect: [(u: { select: { width: number; height: number } }) => u.select.width + u.select.height > 0 && zoom(true)],
            ready: [(u: { over: HTMLElement }) => u.over.addEventListener('dblclick', () => zoom(false))],
          },
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
  useEffect(() => chart.current?.setData(data.current as never, !keepsScales.current), [series]);
  const showAll = (): void => {
    zoom(false);
    chart.current?.setData(data.current as never, true);
  };

  return (
    <div class="plot-box">
      <div
        ref={box}
        class="plot"
        role="img"
        aria-label={[label, ...series.map((s, i) => describe(s, names[i] ?? '', yUnit))].join('. ')}
        style={{ minHeight: `${height}px` }}
      />
      {series.length > 1 && (
        <ul class="legend" aria-hidden="true">
          {series.map((_, i) => (
            <li key={i} class={`ch${(i % 4) + 1}`}>
              <svg width="26" height="8">
                <line x1="0" x2="26" y1="4" y2="4" stroke="currentColor" stroke-width="2" stroke-dasharray={dashes[i % 4]!.join(' ')} />
              </svg>
              {names[i] ?? `y${i + 1}`}
            </li>
          ))}
        </ul>
      )}
      {isZoomed && (
        <button type="button" class="button small show-all" onClick={showAll}>
          {t.showAll}
        </button>
      )}
    </div>
  );
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
