import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

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
      <input
        id={id}
        class="input"
        value={value}
        onInput={(e) => onChange(e.currentTarget.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        {...(input as object)}
      />
      {error && (
        <span id={`${id}-error`} class="small notice bad">
          {error}
        </span>
      )}
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

export function CheckField({
  label,
  value,
  onChange,
  disabled,
}: {
  label: ComponentChildren;
  value: boolean;
  onChange: (value: boolean) => void;
  disabled?: boolean;
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

export function SelectField<T extends string | number>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
}): JSX.Element {
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          class="select"
          value={String(value)}
          onChange={(e) => onChange(choices.find((c) => String(c.value) === e.currentTarget.value)!.value)}
        >
          {choices.map((c) => (
            <option key={String(c.value)} value={String(c.value)}>
              {c.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A choice of few, all visible. */
export function Segments<T extends string | number>({
  label,
  value,
  choices,
  onChange,
  hideLabel,
}: {
  label: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange: (value: T) => void;
  hideLabel?: boolean;
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
