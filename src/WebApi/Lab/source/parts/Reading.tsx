import type { JSX } from 'preact';
import { splitSi } from '../measure/si.ts';

/** A value in large digits. Its unit has its own column, so that nothing moves when the prefix changes. */
export function Reading({
  value,
  unit,
  digits = 4,
  huge = false,
}: {
  value: number | null | undefined;
  unit: string;
  digits?: number;
  huge?: boolean;
}): JSX.Element {
  const parts = splitSi(value, unit, digits);
  return (
    <div class={huge ? 'reading huge' : 'reading'}>
      <span>{parts.number}</span>
      <span class="unit">{parts.unit}</span>
    </div>
  );
}
