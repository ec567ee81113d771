import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { color, isDark } from '../../app/theme.ts';
import { readSaved, save } from '../../app/saved.ts';
import { CanvasBox } from '../../parts/CanvasBox.tsx';
import { Segments } from '../../parts/fields.tsx';
import { Notice } from '../../parts/notices.tsx';
import { fill, t } from '../../texts/index.ts';
import type { Calls } from '../useCalls.ts';
import { drawSegment, pointCount, type ShapeName, shapes, toPoints } from './shapes.ts';

/** A waveform that the user draws, from −3 V to 3 V. */
export function DrawnWave({
  call,
  frequency,
  onSent,
}: {
  call: Calls['call'];
  frequency: (output: 'SI1' | 'SI2') => number;
  onSent: (output: 'SI1' | 'SI2') => void;
}): JSX.Element {
  useStore(isDark);
  const [points, show] = useState<number[]>(() => readSaved('drawn-wave', toPoints('sine')));
  const latest = useRef(points);
  const setPoints = (next: number[]): void => {
    latest.current = next;
    show(next);
  };
  const [output, setOutput] = useState<'SI1' | 'SI2'>('SI1');
  const [chosen, setChosen] = useState(0);
  const send = async (): Promise<void> => {
    const table = points.map((y) => Number((y * 3).toFixed(3))).join(', ');
    if (!(await call(`load_table('${output}', [${table}])`)) || !(await call(`set_wave('${output}', ${frequency(output)})`))) return;
    onSent(output);
    setSent(fill(t.generator.sent, { output }));
  };
  const [sent, setSent] = useState<string | null>(null);
  const last = useRef<{ i: number; y: number } | null>(null);
  const place = (event: PointerEvent & { currentTarget: HTMLDivElement }): { i: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const i = Math.round(((event.clientX - box.left) / box.width) * (pointCount - 1));
    return { i: Math.min(pointCount - 1, Math.max(0, i)), y: 1 - (2 * (event.clientY - box.top)) / box.height };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowLeft: -4, ArrowRight: 4 };
    const changes: Record<string, number> = { ArrowUp: 0.05, ArrowDown: -0.05 };
    if (!(event.key in steps) && !(event.key in changes)) return;
    event.preventDefault();
    if (event.key in steps) setChosen(Math.min(pointCount - 1, Math.max(0, chosen + steps[event.key]!)));
    else
      setPoints(
        drawSegment(
          points,
          { i: chosen - 2, y: points[chosen]! + changes[event.key]! },
          { i: chosen + 2, y: points[chosen]! + changes[event.key]! },
        ),
      );
  };
  const shapeTexts: Record<ShapeName, string> = {
    sine: t.generator.sine,
    square: t.generator.square.replace(/ \(.*/, ''),
    saw: t.generator.saw,
    pulse: t.generator.pulse,
    heart: t.generator.heart,
  };
  return (
    <section class="panel" aria-label={t.generator.draw}>
      <h2>{t.generator.draw}</h2>
      <div class="toolbar">
        {(Object.keys(shapes) as ShapeName[]).map((name) => (
          <button
            key={name}
            type="button"
            class="button"
            onClick={() => {
              setPoints(toPoints(name));
              save('drawn-wave', toPoints(name));
            }}
          >
            {shapeTexts[name]}
          </button>
        ))}
        <span class="push row">
          <Segments
            label={t.generator.output}
            hideLabel
            value={output}
            onChange={setOutput}
            choices={[
              { value: 'SI1', label: 'SI1' },
              { value: 'SI2', label: 'SI2' },
            ]}
          />
          <button type="button" class="button main-action" onClick={() => void send()}>
            {t.generator.load}
          </button>
        </span>
      </div>
      <CanvasBox
        class="screen wave"
        label={t.generator.draw}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = place(event);
          setPoints(drawSegment(points, last.current, last.current));
        }}
        onPointerMove={(event) => {
          if (!last.current) return;
          const next = place(event);
          setPoints(drawSegment(points, last.current, next));
          last.current = next;
        }}
        onPointerUp={() => {
          if (last.current) save('drawn-wave', latest.current);
          last.current = null;
        }}
        draw={(context, width, height) => {
          context.strokeStyle = color('grid');
          context.beginPath();
          for (let i = 1; i < 8; i++) (context.moveTo((i * width) / 8, 0), context.lineTo((i * width) / 8, height));
          for (let i = 1; i < 6; i++) (context.moveTo(0, (i * height) / 6), context.lineTo(width, (i * height) / 6));
          context.stroke();
          context.strokeStyle = color('ch1');
          context.lineWidth = 2;
          context.beginPath();
          points.forEach((y, i) => context.lineTo((i / (pointCount - 1)) * width, ((1 - y) / 2) * height));
          context.stroke();
          context.fillStyle = color('accent');
          context.beginPath();
          context.arc((chosen / (pointCount - 1)) * width, ((1 - points[chosen]!) / 2) * height, 4, 0, 7);
          context.fill();
        }}
      />
      {sent && <Notice kind="good">{sent}</Notice>}
      <p class="small muted">{t.generator.drawHint}</p>
    </section>
  );
}
