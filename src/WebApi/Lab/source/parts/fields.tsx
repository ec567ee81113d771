import type { ComponentChildren, JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { formatSi, parseSi } from '../measure/si.ts';
import { t } from '../texts/index.ts';

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'search';
  autoComplete?: string;
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  placeholder?: string;
  error?: string | null;
}

export function TextField({ label, value, onChange, error, ...input }: TextFieldProps): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} class="input" value={value} onInput={(e) => onChange(e.currentTarget.value)} aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined} {...(input as object)} />
      {error && <span id={`${id}-error`} class="small notice bad">{error}</span>}
    </div>
  );
}

export function Field({ label, children }: { label: string; children: (id: string) => ComponentChildren }): JSX.Element {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(id)}
    </div>
  );
}

export function CheckField({ label, value, onChange, disabled }: {
  label: ComponentChildren; value: boolean; onChange: (value: boolean) => void; disabled?: boolean;
}): JSX.Element {
  return (
    <label class="check">
      <input type="checkbox" checked={value} disabled={disabled} onChange={(e) => onChange(e.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
}

export function SelectField<T extends string | number>({ label, value, choices, onChange }: {
  label: string; value: T; choices: readonly Choice<T>[]; onChange: (value: T) => void;
}): JSX.Element {
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} class="select" value={String(value)}
          onChange={(e) => onChange(choices.find((c) => String(c.value) === e.currentTarget.value)!.value)}>
          {choices.map((c) => <option key={String(c.value)} value={String(c.value)}>{c.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** A choice of few, all visible. */
export function Segments<T extends string | number>({ label, value, choices, onChange, hideLabel }: {
  label: string; value: T; choices: readonly Choice<T>[]; onChange: (value: T) => void; hideLabel?: boolean;
}): JSX.Element {
  const name = useId();
  return (
    <fieldset class="field">
      <legend class={hideLabel ? 'unseen' : 'small muted'}>{label}</legend>
      <div class="segments">
        {choices.map((c) => (
          <label key={String(c.value)}>
            <input type="radio" name={name} checked={c.value === value} onChange={() => onChange(c.value)} />
            <span>{c.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A knob with steps: minus, a list, plus. */
export function Stepper({ label, value, steps, unit, onChange }: {
  label: string; value: number; steps: readonly number[]; unit: string; onChange: (value: number) => void;
}): JSX.Element {
  const index = steps.reduce((best, step, i) => (Math.abs(step - value) < Math.abs(steps[best]! - value) ? i : best), 0);
  const move = (by: number): void => onChange(steps[Math.min(steps.length - 1, Math.max(0, index + by))]!);
  return (
    <Field label={label}>
      {(id) => (
        <div class="stepper">
          <button type="button" class="button" aria-label={`${label}: ${t.less}`} disabled={index === 0} onClick={() => move(-1)}>−</button>
          <select id={id} class="select" value={String(index)} onChange={(e) => onChange(steps[Number(e.currentTarget.value)]!)}>
            {steps.map((step, i) => <option key={step} value={String(i)}>{formatSi(step, unit, 3).replace(/([.,]\d*?)0+(?= )/, '$1').replace(/[.,](?= )/, '')}</option>)}
          </select>
          <button type="button" class="button" aria-label={`${label}: ${t.more}`} disabled={index === steps.length - 1} onClick={() => move(1)}>+</button>
        </div>
      )}
    </Field>
  );
}

/** A number with a unit; accepts prefixes such as 2.2k. The value changes on Enter or when the field is left. */
export function NumberField({ label, value, unit, min, max, onChange }: {
  label: string; value: number; unit: string; min: number; max: number; onChange: (value: number) => void;
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
    <Field label={`${label} (${formatSi(min, unit, 3)} … ${formatSi(max, unit, 3)})`}>
      {(id) => (
        <input id={id} class="input" inputMode="decimal" autoComplete="off" aria-invalid={isWrong ? true : undefined}
          value={text ?? formatSi(value, unit, 5)} onInput={(e) => setText(e.currentTarget.value)} onFocus={(e) => e.currentTarget.select()}
          onBlur={finish} onKeyDown={(e) => e.key === 'Enter' && finish()} />
      )}
    </Field>
  );
}
