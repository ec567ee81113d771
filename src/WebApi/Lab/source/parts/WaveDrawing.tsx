import type { JSX } from 'preact';

function curve(amplitude: number, period: number, shift: number): string {
  return Array.from(
    { length: 121 },
    (_, i) => `${i === 0 ? 'M' : 'L'}${i * 4} ${(120 - amplitude * Math.sin(((i * 4) / period + shift) * 2 * Math.PI)).toFixed(1)}`,
  ).join('');
}

/** A picture of a screen with two traces. */
export function WaveDrawing(): JSX.Element {
  const lines = (count: number, size: number, isColumn: boolean): string =>
    Array.from({ length: count }, (_, i) => (isColumn ? `M${i * size} 0V240` : `M0 ${i * size}H480`)).join('');
  return (
    <svg class="wave-drawing" viewBox="0 0 480 240" aria-hidden="true">
      <path d={lines(13, 40, true) + lines(7, 40, false)} stroke="var(--grid)" fill="none" />
      <path d={curve(84, 240, 0)} stroke="var(--ch1)" stroke-width="3" fill="none" />
      <path d={curve(52, 240, -0.18)} stroke="var(--ch2)" stroke-width="3" fill="none" />
    </svg>
  );
}
