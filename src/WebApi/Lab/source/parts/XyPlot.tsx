import type { JSX } from 'preact';
import { type Store, useStore } from '../app/store.ts';
import { isDark } from '../app/theme.ts';
import { CanvasBox } from './CanvasBox.tsx';
import { color } from '../app/theme.ts';

export interface XyPlotProps {
  readonly points: () => { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };
  readonly label: string;
  readonly source?: Store<unknown>;
}

/** Two channels against each other, for Lissajous figures. Both axes are in divisions around the middle. */
export function XyPlot({ points, label, source }: XyPlotProps): JSX.Element {
  useStore(isDark);
  return (
    <CanvasBox
      class="screen scope"
      label={label}
      {...(source ? { source } : {})}
      draw={(pen, width, height) => {
        const { x, y } = points();
        const side = Math.min(width, height),
          scale = side / 8;
        const left = width / 2,
          top = height / 2;
        pen.strokeStyle = color('grid');
        pen.lineWidth = 1;
        for (let i = -4; i <= 4; i++) {
          pen.beginPath();
          pen.moveTo(left + i * scale, top - 4 * scale);
          pen.lineTo(left + i * scale, top + 4 * scale);
          pen.moveTo(left - 4 * scale, top + i * scale);
          pen.lineTo(left + 4 * scale, top + i * scale);
          pen.stroke();
        }
        pen.strokeStyle = color('ch1');
        pen.lineWidth = 1.6;
        pen.beginPath();
        for (let i = 0; i < Math.min(x.length, y.length); i++) pen.lineTo(left + x[i]! * scale, top - y[i]! * scale);
        pen.stroke();
      }}
    />
  );
}
