import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { color, isDark } from '../../app/theme.ts';
import { useSaved } from '../../app/useSaved.ts';
import { CanvasBox } from '../../parts/CanvasBox.tsx';
import { Segments } from '../../parts/fields.tsx';
import { t } from '../../texts/index.ts';
import type { Calls } from '../useCalls.ts';
import { drawSegment, pointCount, type ShapeName, shapes, toPoints } from './shapes.ts';

/** A waveform that the user draws, from −3 V to 3 V. */
export function DrawnWave({ call }: { call: Calls['call'] }): JSX.Element {
  useStore(isDark);
  const [points, setPoints] = useSaved<number[]>('drawn-wave', toPoints('sine'));
  const [output, setOutput] = useState<'SI1' | 'SI2'>('SI1');
  const [mark, setMark] = useState(0);
  const last = useRef<{ i: number; y: number } | null>(null);
  const place = (event: PointerEvent & { currentTarget: HTMLDivElement }): { i: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const i = Math.round(((event.clientX - box.left) / box.width) * (pointCount - 1));
    return { i: Math.min(pointCount - 1, Math.max(0, i)), y: 1 - (2 * (event.clientY - box.top)) / box.height };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = { ArrowLeft: -4, ArrowRight: 4 };
    const lifts: Record<string, number> = { ArrowUp: 0.05, ArrowDown: -0.05 };
    if (!(event.key in moves) && !(event.key in lifts)) return;
    event.preventDefault();
    if (event.key in moves) setMark(Math.min(pointCount - 1, Math.max(0, mark + moves[event.key]!)));
    else
      setPoints(
        drawSegment(points, { i: mark - 2, y: points[mark]! + lifts[event.key]! }, { i: mark + 2, y: points[mark]! + lifts[event.key]! }),
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
          <button key={name} type="button" class="button" onClick={() => setPoints(toPoints(name))}>
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
          <button
            type="button"
            class="button main-action"
            onClick={() => void call(`load_table('${output}', [${points.map((y) => Number((y * 3).toFixed(3))).join(', ')}])`)}
          >
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
          last.current = null;
        }}
        draw={(pen, width, height) => {
          pen.strokeStyle = color('grid');
          pen.beginPath();
          for (let i = 1; i < 8; i++) (pen.moveTo((i * width) / 8, 0), pen.lineTo((i * width) / 8, height));
          for (let i = 1; i < 6; i++) (pen.moveTo(0, (i * height) / 6), pen.lineTo(width, (i * height) / 6));
          pen.stroke();
          pen.strokeStyle = color('ch1');
          pen.lineWidth = 2;
          pen.beginPath();
          points.forEach((y, i) => pen.lineTo((i / (pointCount - 1)) * width, ((1 - y) / 2) * height));
          pen.stroke();
          pen.fillStyle = color('accent');
          pen.beginPath();
          pen.arc((mark / (pointCount - 1)) * width, ((1 - points[mark]!) / 2) * height, 4, 0, 7);
          pen.fill();
        }}
      />
      <p class="small muted">{t.generator.drawHint}</p>
    </section>
  );
}
