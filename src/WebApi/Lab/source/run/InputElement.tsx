import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { describeError } from '../parts/notices.tsx';
import { ServerError } from '../server/http.ts';
import { t } from '../texts/index.ts';
import type { RunElement } from './RunState.ts';

interface InputProps {
  readonly element: RunElement;
  readonly isWaiting: boolean;
  readonly onInput: ((id: string, value: unknown) => Promise<void>) | null;
}

const sendPause = 80;

/** An element whose value the user enters. A slider that moves sends at most every 80 ms, and its last value always. */
export function InputElement({ element, isWaiting, onInput }: InputProps): JSX.Element {
  const id = useId();
  const [error, setError] = useState<string | null>(null);
  const [entered, setEntered] = useState<unknown>(undefined);
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const isHeld = useRef(false);
  const sending = useRef(0);
  // The script may change the value too. What comes while the user moves the slider is the echo of an earlier place.
  useEffect(() => {
    if (!isHeld.current && sending.current === 0) setEntered(undefined);
  }, [element.value]);
  const send = async (value: unknown): Promise<void> => {
    sending.current++;
    try {
      await onInput?.(element.id, value);
      setError(null);
    } catch (e) {
      setError(describeError(ServerError.from(e)));
    } finally {
      sending.current--;
    }
  };
  const change = (value: unknown): void => {
    setEntered(value);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void send(value), sendPause);
  };
  const value = entered ?? element.value;
  const label = String(element.label ?? element.name ?? '');
  const disabled = onInput === null;
  return (
    <div class="field">
      {element.type !== 'checkbox' && (
        <label for={id}>
          {label}
          {element.type === 'slider' && <b> {String(value ?? '')}</b>}
        </label>
      )}
      {element.type === 'slider' && (
        <input
          id={id}
          type="range"
          min={Number(element.min)}
          max={Number(element.max)}
          step={Number(element.step) || 'any'}
          value={Number(value)}
          disabled={disabled}
          onInput={(e) => change(Number(e.currentTarget.value))}
          onPointerDown={() => (isHeld.current = true)}
          onPointerUp={() => (isHeld.current = false)}
          onPointerCancel={() => (isHeld.current = false)}
        />
      )}
      {element.type === 'select' && (
        <select
          id={id}
          class="select"
          disabled={disabled}
          value={String(value)}
          onChange={(e) => change(choicesOf(element)[e.currentTarget.selectedIndex])}
        >
          {choicesOf(element).map((choice, i) => (
            <option key={i} value={String(choice)}>
              {String(choice)}
            </option>
          ))}
        </select>
      )}
      {element.type === 'checkbox' && (
        <label class="check">
          <input type="checkbox" disabled={disabled} checked={value === true} onChange={(e) => change(e.currentTarget.checked)} />{' '}
          <span>{label}</span>
        </label>
      )}
      {element.type === 'input' && (
        <Answer id={id} element={element} value={value} isWaiting={isWaiting} disabled={disabled} onSend={send} onEnter={setEntered} />
      )}
      {error && (
        <span class="notice bad small" role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

const choicesOf = (element: RunElement): unknown[] => (Array.isArray(element.choices) ? element.choices : []);

function Answer({
  id,
  element,
  value,
  isWaiting,
  disabled,
  onSend,
  onEnter,
}: {
  id: string;
  element: RunElement;
  value: unknown;
  isWaiting: boolean;
  disabled: boolean;
  onSend: (value: unknown) => Promise<void>;
  onEnter: (value: unknown) => void;
}): JSX.Element {
  const isNumber = element.kind === 'number';
  const text = String(value ?? '');
  const answer = isNumber ? (text.trim() === '' ? NaN : Number(text.replace(',', '.'))) : text;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isWaiting) box.current?.focus();
  }, [isWaiting]);
  return (
    <form
      class="row"
      onSubmit={(e) => {
        e.preventDefault();
        void onSend(answer);
      }}
    >
      <input
        ref={box}
        id={id}
        class="input grow"
        inputMode={isNumber ? 'decimal' : 'text'}
        value={text}
        disabled={disabled}
        maxLength={10_000}
        aria-invalid={isNumber && Number.isNaN(answer) ? true : undefined}
        onInput={(e) => onEnter(e.currentTarget.value)}
      />
      <button class={isWaiting ? 'button main-action' : 'button'} disabled={disabled || (isNumber && Number.isNaN(answer))}>
        {t.runs.send}
      </button>
      {isWaiting && <span class="badge warn">{t.runs.waitsForInput}</span>}
    </form>
  );
}
