import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import type { LogicTrace } from '../decode/LogicTrace.ts';
import { toCsv } from '../measure/csv.ts';
import { formatSi } from '../measure/si.ts';
import { download, downloadPicture } from '../parts/download.ts';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/notices.tsx';
import { fill, t } from '../texts/index.ts';
import { decode, DecoderPanel, decoderDefaults } from './logic/DecoderPanel.tsx';
import type { Window } from './logic/draw.ts';
import { type Cursors, LogicScreen, zoomed } from './logic/LogicScreen.tsx';
import { InputPanel, type LogicSettings } from './logic/InputPanel.tsx';
import { inputs, longestRecording, record, toLogicStream, toTraces } from './logic/record.ts';
import { CallNotices } from './CallNotices.tsx';
import { ConnectionText, StreamNotices } from './StreamStatus.tsx';
import { useCalls } from './useCalls.ts';
import { useDeviceStream } from './useDeviceStream.ts';

export function Logic(_: RouteProps): JSX.Element {
  const [settings, setSettings] = useSaved<LogicSettings>('logic', {
    inputs: [...inputs],
    seconds: 0.01,
    trigger: { source: null, edge: 'rising' },
  });
  const [decoder, setDecoder] = useSaved('logic-decoder', decoderDefaults);
  const [traces, setTraces] = useState<readonly LogicTrace[]>([]);
  const [window, setWindow] = useState<Window>({ from: 0, to: 0.01 });
  const [cursors, setCursors] = useState<Cursors>([null, null]);
  const [isBusy, setBusy] = useState(false);
  const [streaming, setStreaming] = useState<'single' | 'run' | null>(null);
  const [isDisturbed, setDisturbed] = useState(false);
  const calls = useCalls();
  const box = useRef<HTMLDivElement>(null);
  const lastAt = useRef(0);
  const wanted = settings.inputs;
  const hasTrigger = settings.trigger.source !== null && wanted.includes(settings.trigger.source);
  const seconds = Math.min(settings.seconds, longestRecording(wanted.length, hasTrigger || streaming !== null));
  const decoded = decode(decoder, traces);
  const showAll = (): void => setWindow({ from: 0, to: seconds });
  const live = useDeviceStream(
    toLogicStream(
      wanted,
      seconds,
      settings.trigger,
      streaming === 'single' ? 'single' : hasTrigger ? 'normal' : 'auto',
      settings.observable ?? true,
    ),
    streaming !== null && wanted.length > 0,
    (frame) => {
      // Ten pictures a second can be read; each costs the decoders' work.
      if (streaming === 'run' && performance.now() - lastAt.current < 100) return;
      lastAt.current = performance.now();
      setTraces(toTraces(frame));
      if (streaming !== 'single') return;
      setStreaming(null);
      showAll();
    },
    () => setStreaming(null),
  );
  const start = async (): Promise<void> => {
    setDisturbed(false);
    setCursors([null, null]);
    if (hasTrigger) return setStreaming('single');
    setBusy(true);
    const found = await record(wanted, seconds, calls);
    setBusy(false);
    setDisturbed(found === 'disturbed');
    if (!found || found === 'disturbed') return;
    setTraces(found);
    showAll();
  };
  const toggleRun = (): void => {
    if (streaming === null) showAll();
    setStreaming(streaming === null ? 'run' : null);
  };
  const [a, b] = cursors;
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.logic.title}</h1>
        <button
          type="button"
          class="button main-action"
          disabled={isBusy || streaming !== null || wanted.length === 0}
          onClick={() => void start()}
        >
          <Icon name="play" /> {t.logic.capture}
        </button>
        <button type="button" class="button" disabled={isBusy || wanted.length === 0} onClick={toggleRun}>
          <Icon name={streaming === null ? 'play' : 'stop'} /> {streaming === null ? t.logic.continuously : t.stop}
        </button>
        <button type="button" class="button" onClick={() => setWindow(zoomed(window, 0.5))}>
          {t.logic.zoomIn}
        </button>
        <button type="button" class="button" onClick={() => setWindow(zoomed(window, 2))}>
          {t.logic.zoomOut}
        </button>
        <button type="button" class="button" onClick={showAll}>
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
      <CallNotices error={calls.error} warnings={calls.warnings} />
      {isDisturbed && <Notice kind="warn">{t.disturbed}</Notice>}
      <StreamNotices live={live} />
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
            {streaming !== null && <ConnectionText live={live} />}
            {streaming !== null && hasTrigger && traces.length === 0 && <span>{t.scope.waiting}</span>}
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
          <InputPanel value={settings} onChange={setSettings} />
          <DecoderPanel value={decoder} onChange={setDecoder} />
        </div>
      </div>
    </div>
  );
}
