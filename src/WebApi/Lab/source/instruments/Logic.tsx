import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import type { LogicTrace } from '../decode/LogicTrace.ts';
import { toCsv } from '../measure/csv.ts';
import { formatSi } from '../measure/si.ts';
import { stepsOf125 } from '../measure/steps.ts';
import { download, downloadPicture } from '../parts/download.ts';
import { CheckField } from '../parts/fields.tsx';
import { Stepper } from '../parts/numberFields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { fill, t } from '../texts/index.ts';
import { decode, DecoderPanel, decoderDefaults } from './logic/DecoderPanel.tsx';
import type { Window } from './logic/draw.ts';
import { type Cursors, LogicScreen, zoomed } from './logic/LogicScreen.tsx';
import { inputs, type LogicInput, record } from './logic/record.ts';
import { useCalls } from './useCalls.ts';

const durations = stepsOf125(0.001, 5);

export function Logic(_: RouteProps): JSX.Element {
  const [wanted, setWanted] = useSaved<LogicInput[]>('logic-inputs', [...inputs]);
  const [seconds, setSeconds] = useSaved('logic-seconds', 0.01);
  const [decoder, setDecoder] = useSaved('logic-decoder', decoderDefaults);
  const [traces, setTraces] = useState<readonly LogicTrace[]>([]);
  const [window, setWindow] = useState<Window>({ from: 0, to: 0.01 });
  const [cursors, setCursors] = useState<Cursors>([null, null]);
  const [isBusy, setBusy] = useState(false);
  const { call, error } = useCalls();
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
  const [a, b] = cursors;
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.logic.title}</h1>
        <button type="button" class="button main-action" disabled={isBusy || wanted.length === 0} onClick={() => void start()}>
          <Icon name="play" /> {t.logic.capture}
        </button>
        <button type="button" class="button" onClick={() => setWindow(zoomed(window, 0.5))}>
          {t.logic.zoomIn}
        </button>
        <button type="button" class="button" onClick={() => setWindow(zoomed(window, 2))}>
          {t.logic.zoomOut}
        </button>
        <button type="button" class="button" onClick={() => setWindow({ from: 0, to: seconds })}>
          {t.logic.fit}
        </button>
        <span class="push row">
          <button
            type="button"
            class="button quiet"
            disabled={traces.length === 0}
            onClick={() =>
              download(
                'logic.csv',
                toCsv(
                  traces.map((x) => `${x.name} (s)`),
                  traces.map((x) => x.edges),
                ),
              )
            }
          >
            CSV
          </button>
          <button
            type="button"
            class="button quiet"
            disabled={traces.length === 0}
            onClick={() => downloadPicture('logic.png', box.current)}
          >
            PNG
          </button>
        </span>
      </div>
      <ErrorNotice error={error} />
      <div class="instrument">
        <div class="stack" ref={box}>
          <LogicScreen
            traces={traces.length > 0 ? traces : wanted.map((name) => ({ name, startsHigh: false, edges: [] }))}
            decoded={decoded}
            window={window}
            cursors={cursors}
            onWindow={setWindow}
            onCursors={setCursors}
          />
          <div class="status-line">
            <span>{traces.map((x) => `${x.name}: ${fill(t.logic.edges, { count: x.edges.length })}`).join(' · ') || t.logic.hint}</span>
            {a != null && b != null && (
              <b>
                Δ {formatSi(Math.abs(b - a), 's')} · {formatSi(1 / Math.abs(b - a), 'Hz')}
              </b>
            )}
          </div>
          {traces.length > 0 && traces.every((x) => x.edges.length === 0) && <Notice>{t.logic.noEdges}</Notice>}
          {decoded.length > 0 && (
            <details class="card">
              <summary>
                {t.logic.table} ({decoded.length})
              </summary>
              <ol class="decoded">
                {decoded.slice(0, 500).map((d, i) => (
                  <li key={i}>
                    <code>{formatSi(d.from, 's', 5)}</code> <code class={d.isError ? 'err' : ''}>{d.text}</code>
                  </li>
                ))}
              </ol>
            </details>
          )}
        </div>
        <div class="controls">
          <section class="panel" aria-label={t.logic.channels}>
            <h2>{t.logic.channels}</h2>
            <div class="row">
              {inputs.map((name, i) => (
                <span key={name} class={`ch${i + 1}`}>
                  <CheckField
                    label={<span class="channel-name">{name}</span>}
                    value={wanted.includes(name)}
                    onChange={(on) => setWanted(inputs.filter((n) => (n === name ? on : wanted.includes(n))))}
                  />
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
