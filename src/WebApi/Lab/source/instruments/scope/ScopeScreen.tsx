import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { type Store, useStore } from '../../app/store.ts';
import { color, isDark } from '../../app/theme.ts';
import { CanvasBox } from '../../parts/CanvasBox.tsx';
import { XyPlot } from '../../parts/XyPlot.tsx';
import { fill, t } from '../../texts/index.ts';
import { drawCursors, drawGrid, drawMarks, drawTraces, toVolts } from './draw.ts';
import { activeChannels, divisions, type ScopeSettings } from './settings.ts';
import { SpectrumView } from './SpectrumView.tsx';
import { type Trace, visible } from './Trace.ts';

interface ScreenProps {
  readonly trace: Store<Trace | null>;
  /** The trace for the spectrum, which is computed a few times a second only. */
  readonly shown: Trace | null;
  readonly settings: ScopeSettings;
  /** While a mark is dragged. The last one of a drag has `isEnd`. */
  readonly onDrag: (part: Partial<ScopeSettings>, isEnd: boolean) => void;
}

/** Pixels from the right edge within which the trigger's level is dragged. */
const levelWidth = 44;

export function ScopeScreen({ trace, shown, settings, onDrag }: ScreenProps): JSX.Element {
  useStore(isDark);
  const held = useRef<'cursorA' | 'cursorB' | 'level' | null>(null);
  const last = useRef<Partial<ScopeSettings>>({});
  const drawn = useRef<Trace | null>(null);
  if (settings.view === 'xy') return <XyView trace={trace} settings={settings} />;
  if (settings.view === 'spectrum') return <SpectrumView trace={shown} settings={settings} />;
  const drag = (event: PointerEvent & { readonly currentTarget: HTMLDivElement }): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (at: number, size: number): number => Math.min(1, Math.max(0, at / size));
    const y = part(event.clientY - box.top, box.height);
    if (held.current === 'level') {
      const level = toVolts(settings, settings.trigger.source, y);
      last.current = { trigger: { ...settings.trigger, level: Number(Math.min(16, Math.max(-16, level)).toPrecision(3)) } };
    } else if (held.current) {
      const at =
        settings.cursors === 'time' ? part(event.clientX - box.left, box.width) * divisions.x : divisions.x / 2 + (0.5 - y) * divisions.y;
      last.current = { [held.current]: at };
    }
    onDrag(last.current, false);
  };
  const draw = (context: CanvasRenderingContext2D, width: number, height: number): void => {
    const now = trace.get();
    if (settings.persistence && drawn.current) {
      // Older traces fade a little with each new one. Changed settings clear the screen.
      context.fillStyle = color('screen');
      context.globalAlpha = drawn.current === now ? 1 : 0.12;
      context.fillRect(0, 0, width, height);
      context.globalAlpha = 1;
    }
    drawGrid(context, width, height);
    if (now) drawTraces(context, width, height, settings, now);
    drawn.current = now;
    drawMarks(context, width, height, settings);
    drawCursors(context, width, height, settings);
  };
  return (
    <CanvasBox
      class={settings.cursors === 'off' ? 'screen scope' : 'screen scope dragged'}
      label={fill(t.scope.screen, { channels: activeChannels(settings).join(', ') })}
      draw={draw}
      source={trace}
      keep={settings.persistence}
      onPointerDown={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        if (settings.mode !== 'roll' && box.right - event.clientX < levelWidth) held.current = 'level';
        else if (settings.cursors === 'off') return;
        else {
          const at =
            settings.cursors === 'time'
              ? ((event.clientX - box.left) / box.width) * divisions.x
              : divisions.x / 2 + (0.5 - (event.clientY - box.top) / box.height) * divisions.y;
          held.current = Math.abs(at - settings.cursorA) < Math.abs(at - settings.cursorB) ? 'cursorA' : 'cursorB';
        }
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (held.current) drag(event);
      }}
      onPointerUp={() => {
        if (held.current) onDrag(last.current, true);
        held.current = null;
      }}
    />
  );
}

function XyView({ trace, settings }: { trace: Store<Trace | null>; settings: ScopeSettings }): JSX.Element {
  const [first, second] = activeChannels(settings);
  const points = (): { x: number[]; y: number[] } => {
    const now = trace.get();
    const scaled = (name: typeof first): number[] =>
      now && name
        ? Array.from(visible(now, settings, name), (v) => v / settings.channels[name].voltsPerDivision + settings.channels[name].position)
        : [];
    return { x: scaled(first), y: scaled(second) };
  };
  return <XyPlot points={points} source={trace} label={fill(t.scope.xy, { x: first ?? '—', y: second ?? '—' })} />;
}
