import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { color, isDark } from '../../app/theme.ts';
import { CanvasBox } from '../../parts/CanvasBox.tsx';
import { Plot } from '../../parts/Plot.tsx';
import { XyPlot } from '../../parts/XyPlot.tsx';
import { spectrum } from '../../measure/fft.ts';
import { fill, t } from '../../texts/index.ts';
import { drawCursors, drawGrid, drawMarks, drawTraces } from './draw.ts';
import { activeChannels, divisions, type ScopeSettings } from './settings.ts';
import { type Trace, visible } from './Trace.ts';

interface ScreenProps {
  readonly trace: Trace | null;
  readonly settings: ScopeSettings;
  readonly onCursor: (key: 'cursorA' | 'cursorB', at: number) => void;
}

export function ScopeScreen({ trace, settings, onCursor }: ScreenProps): JSX.Element {
  useStore(isDark);
  const held = useRef<'cursorA' | 'cursorB' | null>(null);
  const drawn = useRef<Trace | null>(null);
  if (settings.view === 'xy') return <XyView trace={trace} settings={settings} />;
  if (settings.view === 'spectrum') return <SpectrumView trace={trace} settings={settings} />;
  const place = (event: PointerEvent): number => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return settings.cursors === 'time'
      ? ((event.clientX - box.left) / box.width) * divisions.x
      : divisions.x / 2 + divisions.y / 2 - ((event.clientY - box.top) / box.height) * divisions.y;
  };
  const draw = (pen: CanvasRenderingContext2D, width: number, height: number): void => {
    if (settings.persistence && drawn.current) {
      // Older traces fade a little with each new one. Changed settings clear the screen.
      pen.fillStyle = color('screen');
      pen.globalAlpha = drawn.current === trace ? 1 : 0.08;
      pen.fillRect(0, 0, width, height);
      pen.globalAlpha = 1;
    }
    drawGrid(pen, width, height);
    if (trace) drawTraces(pen, width, height, settings, trace);
    drawn.current = trace;
    drawMarks(pen, width, height, settings);
    drawCursors(pen, width, height, settings);
  };
  return (
    <CanvasBox
      class="screen scope"
      label={fill(t.scope.screen, { channels: activeChannels(settings).join(', ') })}
      draw={draw}
      keep={settings.persistence}
      onPointerDown={(event) => {
        if (settings.cursors === 'off') return;
        const at = place(event);
        held.current = Math.abs(at - settings.cursorA) < Math.abs(at - settings.cursorB) ? 'cursorA' : 'cursorB';
        event.currentTarget.setPointerCapture(event.pointerId);
        onCursor(held.current, at);
      }}
      onPointerMove={(event) => {
        if (held.current) onCursor(held.current, Math.min(divisions.x, Math.max(0, place(event))));
      }}
      onPointerUp={() => {
        held.current = null;
      }}
    />
  );
}

function XyView({ trace, settings }: { trace: Trace | null; settings: ScopeSettings }): JSX.Element {
  const [first, second] = activeChannels(settings);
  const scaled = (name: typeof first): number[] =>
    trace && name
      ? Array.from(visible(trace, settings, name), (v) => v / settings.channels[name].voltsPerDivision + settings.channels[name].position)
      : [];
  return <XyPlot x={scaled(first)} y={scaled(second)} label={fill(t.scope.xy, { x: first ?? '—', y: second ?? '—' })} />;
}

function SpectrumView({ trace, settings }: { trace: Trace | null; settings: ScopeSettings }): JSX.Element {
  const names = activeChannels(settings);
  const series = names.map((name) => {
    const found = spectrum(trace?.channels.get(name) ?? [], trace?.dx ?? 1, settings.window);
    return {
      x: Array.from(found.frequencies),
      y: Array.from(found.amplitudes, (a) => Math.max(-120, 20 * Math.log10(a / Math.SQRT2 + 1e-12))),
    };
  });
  return (
    <div class="card">
      <Plot series={series} names={names} xUnit="Hz" yUnit="dBV" height={420} label={t.scope.spectrum} />
    </div>
  );
}
