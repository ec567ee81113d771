import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { readSaved, save } from '../app/saved.ts';
import { callFunction, type FunctionCall, type LabFunction, loadCatalogue } from '../server/functions.ts';
import { ServerError } from '../server/http.ts';
import { t } from '../texts/index.ts';
import { FunctionHint } from './FunctionHint.tsx';
import { findCaretPlace, rank } from './functionString.ts';
import { Icon } from './Icon.tsx';
import { describeError, Notice } from './notices.tsx';

const historySize = 50;

/** A line to type a function string into, with completion, hints for the argument at the caret, and what was called before (↑ ↓). */
export function FunctionBox({ onCalled }: { onCalled: (call: FunctionCall) => void }): JSX.Element {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [catalogue, setCatalogue] = useState<readonly LabFunction[]>([]);
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(-1);
  const [isClosed, setClosed] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ServerError | null>(null);
  const [past, setPast] = useState(-1);
  useEffect(() => void loadCatalogue().then(setCatalogue, () => undefined), []);

  const place = findCaretPlace(text, caret);
  const suggestions = isClosed || place.isOpen || text.includes('(') || place.name === '' ? [] : suggest(catalogue, place.name);
  const current = catalogue.find((f) => f.name === place.name || f.aliases.includes(place.name));

  const show = (next: string, position = next.length): void => {
    setText(next);
    setCaret(position);
    setError(null);
    requestAnimationFrame(() => input.current?.setSelectionRange(position, position));
  };
  const complete = (f: LabFunction): void => {
    const next = f.parameters.length === 0 ? `${f.name}()` : `${f.name}(`;
    setClosed(true);
    setChosen(-1);
    show(next);
    input.current?.focus();
  };
  const run = async (): Promise<void> => {
    const line = text.trim();
    if (line === '' || isBusy) return;
    setBusy(true);
    setError(null);
    setClosed(true);
    const history = [line, ...readSaved<string[]>('history', []).filter((h) => h !== line)].slice(0, historySize);
    save('history', history);
    setPast(-1);
    try {
      onCalled(await callFunction(line));
    } catch (e) {
      setError(ServerError.from(e));
    } finally {
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const history = readSaved<string[]>('history', []);
    const down = event.key === 'ArrowDown',
      up = event.key === 'ArrowUp';
    if (suggestions.length > 0 && (down || up)) {
      event.preventDefault();
      setChosen((chosen + (down ? 1 : -1) + suggestions.length) % suggestions.length);
    } else if (suggestions.length > 0 && (event.key === 'Tab' || event.key === 'Enter') && (chosen >= 0 || event.key === 'Tab')) {
      event.preventDefault();
      complete(suggestions[Math.max(0, chosen)]!);
    } else if (event.key === 'Escape') setClosed(true);
    else if ((up || down) && history.length > 0) {
      event.preventDefault();
      const next = Math.min(history.length - 1, Math.max(-1, past + (up ? 1 : -1)));
      setPast(next);
      show(next < 0 ? '' : history[next]!);
    }
  };

  return (
    <form
      class="stack tight"
      onSubmit={(e) => {
        e.preventDefault();
        void run();
      }}
    >
      <label for={id} class="small muted">
        {t.functionString}
      </label>
      <div class="row" style={{ position: 'relative', flexWrap: 'nowrap' }}>
        <input
          ref={input}
          id={id}
          class="input mono"
          value={text}
          placeholder="get_voltage('CH1')"
          autoComplete="off"
          spellcheck={false}
          autoCapitalize="off"
          role="combobox"
          aria-expanded={suggestions.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen >= 0 && suggestions.length > 0 ? `${id}-${chosen}` : undefined}
          aria-describedby={`${id}-hint`}
          onInput={(e) => {
            setText(e.currentTarget.value);
            setCaret(e.currentTarget.selectionStart ?? 0);
            setClosed(false);
            setChosen(-1);
            setError(null);
          }}
          onSelect={(e) => setCaret(e.currentTarget.selectionStart ?? 0)}
          onKeyDown={onKeyDown}
          onBlur={() => setTimeout(() => setClosed(true), 150)}
        />
        <button class="button main-action" disabled={isBusy || text.trim() === ''}>
          <Icon name="play" /> {t.execute}
        </button>
        <ul id={`${id}-list`} class="suggestions" role="listbox" aria-label={t.functions} hidden={suggestions.length === 0}>
          {suggestions.map((f, i) => (
            <li
              key={f.name}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === chosen}
              onMouseDown={(e) => {
                e.preventDefault();
                complete(f);
              }}
            >
              <span class="mono">{f.signature}</span>
              <div class="small muted">{f.summary}</div>
            </li>
          ))}
        </ul>
      </div>
      <div id={`${id}-hint`} class="hint" aria-live="polite">
        {error ? (
          <Notice kind="bad">{describeError(error)}</Notice>
        ) : current ? (
          <FunctionHint of={current} place={place} />
        ) : (
          t.functionHint
        )}
      </div>
    </form>
  );
}

function suggest(catalogue: readonly LabFunction[], typed: string): LabFunction[] {
  return catalogue
    .map((f) => ({ f, rank: Math.max(rank(f.name, typed), ...f.aliases.map((a) => rank(a, typed))) }))
    .filter((s) => s.rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .slice(0, 8)
    .map((s) => s.f);
}
