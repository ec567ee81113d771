import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Store } from '../app/store.ts';

type OnBox<E extends Event> = (event: E & { readonly currentTarget: HTMLDivElement }) => void;

interface PointerHandlers {
  onPointerDown?: OnBox<PointerEvent>;
  onPointerMove?: OnBox<PointerEvent>;
  /** The pointer was released, or the browser took it, for example to scroll. */
  onPointerUp?: OnBox<PointerEvent>;
  onWheel?: OnBox<WheelEvent>;
  onKeyDown?: OnBox<KeyboardEvent>;
  tabIndex?: number;
}

interface CanvasBoxProps extends PointerHandlers {
  class: string;
  label: string;
  /** Draws in CSS pixels. Called again after each change and resize. */
  draw: (pen: CanvasRenderingContext2D, width: number, height: number) => void;
  /** Keeps what was drawn: the drawing fades instead. */
  keep?: boolean;
  /** Draws again when it changes, without rendering the page. */
  source?: Store<unknown>;
}

/** A canvas that has the size of its box, sharp on every display. */
export function CanvasBox({ class: name, label, draw, keep = false, source, ...handlers }: CanvasBoxProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);
  latest.current = draw;
  const isKept = useRef(keep);
  isKept.current = keep;

  const paint = (): void => {
    const target = canvas.current;
    const pen = target?.getContext('2d');
    if (!target || !pen) return;
    const ratio = devicePixelRatio || 1;
    const width = target.clientWidth,
      height = target.clientHeight;
    if (target.width !== Math.round(width * ratio) || target.height !== Math.round(height * ratio)) {
      target.width = Math.round(width * ratio);
      target.height = Math.round(height * ratio);
    } else if (!isKept.current) pen.clearRect(0, 0, target.width, target.height);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    latest.current(pen, width, height);
  };
  useEffect(paint);
  useEffect(() => {
    const unsubscribe = source?.subscribe(paint);
    return () => void unsubscribe?.();
  }, [source]);
  useEffect(() => {
    const watcher = new ResizeObserver(paint);
    watcher.observe(canvas.current!);
    return () => watcher.disconnect();
  }, []);
  return (
    <div
      class={name}
      role={handlers.tabIndex === undefined ? 'img' : 'application'}
      aria-label={label}
      {...handlers}
      onPointerCancel={handlers.onPointerUp}
      onLostPointerCapture={handlers.onPointerUp}
    >
      <canvas ref={canvas} />
    </div>
  );
}
