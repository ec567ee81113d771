import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { formatShort, parseSi } from '../measure/si.ts';
import { t } from '../texts/index.ts';
import { Field } from './fields.tsx';

/** A knob with steps: minus, a list, plus. */
export function Stepper({
  label,
  value,
  steps,
  unit,
  onChange,
}: {
  label: string;
  value: number;
  steps: readonly number[];
  unit: string;
  onChange: (value: number) => void;
}): JSX.Element {
  const index = steps.reduce((best, step, i) => (Math.abs(step - value) < Math.abs(steps[best]! - value) ? i : best), 0);
  const move = (by: number): void => onChange(steps[Math.min(steps.length - 1, Math.max(0, index + by))]!);
  return (
    <Field label={label}>
      {(id) => (
        <div class="stepper">
          <button type="button" class="button" aria-label={`${label}: ${t.less}`} disabled={index === 0} onClick={() => move(-1)}>
            −
          </button>
          <select id={id} class="select" value={String(index)} onChange={(e) => onChange(steps[Number(e.currentTarget.value)]!)}>
            {steps.map((step, i) => (
              <option key={step} value={String(i)}>
                {formatShort(step, unit)}
              </option>
            ))}
          </select>
          <button
            type="button"
            class="button"
            aria-label={`${label}: ${t.more}`}
            disabled={index === steps.length - 1}
            onClick={() => move(1)}
          >
            +
          </button>
        </div>
      )}
    </Field>
  );
}

/** A number with a unit; accepts prefixes such as 2.2k. The value changes on Enter or when the field is left. */
export function NumberField({
  label,
  value,
  unit,
  min,
  max,
  onChange,
}: {
  label: string;
  value: number;
  unit: string;
  min: number;
  max: number;
  onChange: (value: number) => void;
}): JSX.Element {
  const [text, setText] = useState<string | null>(null);
  const parsed = text === null ? value : parseSi(text);
  const isWrong = parsed === null || parsed < min || parsed > max;
  const finish = (): void => {
    if (text === null) return;
    if (!isWrong) onChange(parsed);
    setText(null);
  };
  return (
    <Field label={`${label} (${formatShort(min, unit)} … ${formatShort(max, unit)})`}>
      {(id) => (
        <input
          id={id}
          class="input"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={isWrong ? true : undefined}
          value={text ?? formatShort(value, unit, 6)}
          onInput={(e) => setText(e.currentTarget.value)}
          onFocus={(e) => e.currentTarget.select()}
          onBlur={finish}
          onKeyDown={(e) => e.key === 'Enter' && finish()}
        />
      )}
    </Field>
  );
}
