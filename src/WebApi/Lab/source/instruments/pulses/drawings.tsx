import type { JSX } from 'preact';
import { t } from '../../texts/index.ts';

/** Two periods of a pulse output. */
export function PulsePreview({ duty, phase }: { duty: number; phase: number }): JSX.Element {
  const at = (x: number): number => (((((x / 100 - phase / 360) % 1) + 1) % 1) * 100 < duty ? 8 : 40);
  const path = Array.from({ length: 200 }, (_, x) => `${x === 0 ? 'M' : `V${at(x)}H`}${x}${x === 0 ? ` ${at(0)}` : ''}`).join('');
  return (
    <svg viewBox="0 0 200 48" role="img" aria-label={t.pulses.preview} style={{ width: '100%', height: '56px' }} preserveAspectRatio="none">
      <path d={path} fill="none" stroke="var(--channel)" stroke-width="2" vector-effect="non-scaling-stroke" />
    </svg>
  );
}

export function ServoDrawing({ angle }: { angle: number }): JSX.Element {
  const radians = ((180 - angle) * Math.PI) / 180;
  return (
    <svg viewBox="0 0 200 112" aria-hidden="true" style={{ maxHeight: '120px' }}>
      <path d="M20 100a80 80 0 0 1 160 0" fill="none" stroke="var(--line)" stroke-width="10" />
      <path
        d={`M100 100L${100 + 74 * Math.cos(radians)} ${100 - 74 * Math.sin(radians)}`}
        stroke="var(--accent)"
        stroke-width="8"
        stroke-linecap="round"
      />
      <circle cx="100" cy="100" r="9" fill="var(--text)" />
    </svg>
  );
}
