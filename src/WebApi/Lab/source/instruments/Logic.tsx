import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { isDark } from '../app/theme.ts';
import { useSaved } from '../app/useSaved.ts';
import type { LogicTrace } from '../decode/LogicTrace.ts';
import { toCsv } from '../measure/csv.ts';
import { formatSi } from '../measure/si.ts';
import { stepsOf125 } from '../measure/steps.ts';
import { CanvasBox } from '../parts/CanvasBox.tsx';
import { download, downloadPicture } from '../parts/download.ts';
import { CheckField, Stepper } from '../parts/fields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { fill, t } from '../texts/index.ts';
import { decode, DecoderPanel, decoderDefaults } from './logic/DecoderPanel.tsx';
import { drawLogic, toTime, type Window } from './logic/draw.ts';
import { inputs, type LogicInput, record } from './logic/record.ts';
import { useCalls } from './useCalls.ts';

const durations = stepsOf125(0.001, 5);

export function Logic(_: RouteProps): JSX.Element {
  useStore(isDark);
  const [wanted, setWanted] = useSaved<LogicInput[]>('logic-inputs', [...inputs]);
  const [seconds, setSeconds] = useSaved('logic-seconds', 0.01);
  const [decoder, setDecoder] = useSaved('logic-decoder', decoderDefaults);
  const [traces, setTraces] = useState<readonly LogicTrace[]>([]);
  const [window, setWindow] = useState<Window>({ from: 0, to: 0.01 });
  const [cursors, setCursors] = useState<readonly (number | null)[]>([null, null]);
  const [isBusy, setBusy] = useState(false);
  const { call, error } = useCalls();
  const drag = useRef<{ x: number; window: Window; hasMoved: boolean } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const decoded = decode(decoder, traces);
  const start = async (): Promise<void> => {
    setBusy(true);
    const found = await record(wanted, seconds, call);
    setBusy(false);
    if (!found) return;
    setTraces(found);
    setWindow({ from: 0, to: seconds });
    setCursors([null, null]);
  };
  const zoom = (factor: number, around = (window.from + window.to) / 2): void => {
    const span = Math.min(20, Math.max(1e-7, (window.to - window.from) * factor));
    const part = (around - window.from) / (window.to - window.from);
    setWindow({ from: around - part * span, to: around + (1 - part) * span });
  };
  const [a, b] = cursors;
  const onKeyDown = (event: KeyboardEvent): void => {
    const span = window.to - window.from;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => setWindow({ from: window.from - span / 10, to: window.to - span / 10 }),
      ArrowRight: () => setWindow({ from: window.from + span / 10, to: window.to + span / 10 }),
      '+': () => zoom(0.5), '-': () => zoom(2),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]!();
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.logic.title}</h1>
        <button type="button" class="button main-action" disabled={isBusy || wanted.length === 0} onClick={() => void start()}><Icon name="play" /> {t.logic.capture}</button>
        <button type="button" class="button" onClick={() => zoom(0.5)}>{t.logic.zoomIn}</button>
        <button type="button" class="button" onClick={() => zoom(2)}>{t.logic.zoomOut}</button>
        <button type="button" class="button" onClick={() => setWindow({ from: 0, to: seconds })}>{t.logic.fit}</button>
        <span class="push row">
          <button type="button" class="button quiet" disabled={traces.length === 0}
            onClick={() => download('logic.csv', toCsv(traces.map((x) => `${x.name} (s)`), traces.map((x) => x.edges)))}>CSV</button>
          <button type="button" class="button quiet" disabled={traces.length === 0} onClick={() => downloadPicture('logic.png', box.current)}>PNG</button>
        </span>
      </div>
      <ErrorNotice error={error} />
      <div class="instrument">
        <div class="stack" ref={box}>
          <CanvasBox class="screen logic" label={t.logic.screen} tabIndex={0} onKeyDown={onKeyDown}
            draw={(pen, width, height) => drawLogic(pen, width, height, traces.length > 0 ? traces : wanted.map((name) => ({ name, startsHigh: false, edges: [] })), decoded, window, cursors)}
            onWheel={(event) => {
              event.preventDefault();
              const at = event.currentTarget.getBoundingClientRect();
              zoom(event.deltaY > 0 ? 1.25 : 0.8, toTime(event.clientX - at.left, at.width, window));
            }}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              drag.current = { x: event.clientX, window, hasMoved: false };
            }}
            onPointerMove={(event) => {
              if (!drag.current) return;
              const moved = event.clientX - drag.current.x;
              if (Math.abs(moved) > 3) drag.current.hasMoved = true;
              const shift = (moved / event.currentTarget.clientWidth) * (drag.current.window.to - drag.current.window.from);
              if (drag.current.hasMoved) setWindow({ from: drag.current.window.from - shift, to: drag.current.window.to - shift });
            }}
            onPointerUp={(event) => {
              const at = event.currentTarget.getBoundingClientRect();
              if (drag.current && !drag.current.hasMoved)
                setCursors(a === null || b !== null ? [toTime(event.clientX - at.left, at.width, window), null] : [a ?? null, toTime(event.clientX - at.left, at.width, window)]);
              drag.current = null;
            }} />
          <div class="status-line">
            <span>{traces.map((x) => `${x.name}: ${fill(t.logic.edges, { count: x.edges.length })}`).join(' · ') || t.logic.hint}</span>
            {a != null && b != null && <b>Δ {formatSi(Math.abs(b - a), 's')} · {formatSi(1 / Math.abs(b - a), 'Hz')}</b>}
          </div>
          {traces.length > 0 && traces.every((x) => x.edges.length === 0) && <Notice>{t.logic.noEdges}</Notice>}
          {decoded.length > 0 && (
            <details class="card"><summary>{t.logic.table} ({decoded.length})</summary>
              <ol class="decoded">{decoded.slice(0, 500).map((d, i) => <li key={i}><code>{formatSi(d.from, 's', 5)}</code> <code class={d.isError ? 'err' : ''}>{d.text}</code></li>)}</ol>
            </details>
          )}
        </div>
        <div class="controls">
          <section class="panel" aria-label={t.logic.channels}>
            <h2>{t.logic.channels}</h2>
            <div class="row">
              {inputs.map((name, i) => (
                <span key={name} class={`ch${i + 1}`}>
                  <CheckField label={<span class="channel-name">{name}</span>} value={wanted.includes(name)}
                    onChange={(on) => setWanted(inputs.filter((n) => (n === name ? on : wanted.includes(n))))} />
                </span>
              ))}
            </div>
            <Stepper label={t.logic.wait} value={seconds} steps={durations} unit="s" onChange={setSeconds} />
          </section>
          <DecoderPanel value={decoder} onChange={setDecoder} />
        </div>
      </div>
    </div>
  );
}
