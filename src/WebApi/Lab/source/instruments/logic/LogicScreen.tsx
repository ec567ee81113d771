import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { isDark } from '../../app/theme.ts';
import type { Decoded, LogicTrace } from '../../decode/LogicTrace.ts';
import { CanvasBox } from '../../parts/CanvasBox.tsx';
import { t } from '../../texts/index.ts';
import { drawLogic, toTime, type Window } from './draw.ts';

export type Cursors = readonly [number | null, number | null];

interface LogicScreenProps {
  readonly traces: readonly LogicTrace[];
  readonly decoded: readonly Decoded[];
  readonly window: Window;
  readonly cursors: Cursors;
  readonly onWindow: (window: Window) => void;
  readonly onCursors: (cursors: Cursors) => void;
}

/** The same window, wider or narrower around a time. */
export function zoomed(window: Window, factor: number, around = (window.from + window.to) / 2): Window {
  const span = Math.min(20, Math.max(1e-7, (window.to - window.from) * factor));
  const part = (around - window.from) / (window.to - window.from);
  return { from: around - part * span, to: around + (1 - part) * span };
}

const moved = (window: Window, by: number): Window => ({ from: window.from + by, to: window.to + by });

/** The recorded levels: dragged to move, zoomed by the wheel or + and −, clicked to place the cursors. */
export function LogicScreen({ traces, decoded, window, cursors, onWindow, onCursors }: LogicScreenProps): JSX.Element {
  useStore(isDark);
  const drag = useRef<{ x: number; window: Window; hasMoved: boolean } | null>(null);
  const span = window.to - window.from;
  const timeAt = (event: MouseEvent & { currentTarget: HTMLDivElement }): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return toTime(event.clientX - box.left, box.width, window);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next: Record<string, Window> = {
      ArrowLeft: moved(window, -span / 10),
      ArrowRight: moved(window, span / 10),
      '+': zoomed(window, 0.5),
      '-': zoomed(window, 2),
    };
    const placed: Record<string, Cursors> = {
      a: [(window.from + window.to) / 2, cursors[1]],
      b: [cursors[0], (window.from + window.to) / 2],
    };
    if (placed[event.key]) return onCursors(placed[event.key]!);
    if (!next[event.key]) return;
    event.preventDefault();
    onWindow(next[event.key]!);
  };
  return (
    <CanvasBox
      class="screen logic"
      label={t.logic.screen}
      tabIndex={0}
      onKeyDown={onKeyDown}
      draw={(pen, width, height) => drawLogic(pen, width, height, traces, decoded, window, cursors)}
      onWheel={(event) => {
        // Without a key the wheel scrolls the page.
        if (!event.ctrlKey && !event.shiftKey) return;
        event.preventDefault();
        onWindow(zoomed(window, event.deltaY > 0 ? 1.25 : 0.8, timeAt(event)));
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, window, hasMoved: false };
      }}
      onPointerMove={(event) => {
        const start = drag.current;
        if (!start) return;
        const pixels = event.clientX - start.x;
        if (Math.abs(pixels) > 3) start.hasMoved = true;
        if (start.hasMoved) onWindow(moved(start.window, (-pixels / event.currentTarget.clientWidth) * span));
      }}
      onPointerUp={(event) => {
        const [a, b] = cursors;
        if (event.type === 'pointerup' && drag.current && !drag.current.hasMoved)
          onCursors(a === null || b !== null ? [timeAt(event), null] : [a, timeAt(event)]);
        drag.current = null;
      }}
    />
  );
}
