import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { base } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useSaved } from '../app/useSaved.ts';
import { download, downloadPicture } from '../parts/download.ts';
import { CheckField, Segments } from '../parts/fields.tsx';
import { Stepper } from '../parts/numberFields.tsx';
import { Icon } from '../parts/Icon.tsx';
import { CircuitPicture } from '../parts/CircuitPicture.tsx';
import { toCsv } from '../measure/csv.ts';
import { formatShort } from '../measure/si.ts';
import { measure } from '../measure/statistics.ts';
import { fill, t } from '../texts/index.ts';
import { ConnectionText, StreamNotices } from './StreamStatus.tsx';
import { ChannelPanel } from './scope/ChannelPanel.tsx';
import { MeasurementList } from './scope/MeasurementList.tsx';
import { ScopeScreen } from './scope/ScopeScreen.tsx';
import {
  activeChannels,
  channelNames,
  defaults,
  divisions,
  rollSteps,
  type ScopeMode,
  type ScopeSettings,
  timeSteps,
  triggerPosition,
  voltSteps,
} from './scope/settings.ts';
import { TriggerPanel } from './scope/TriggerPanel.tsx';
import { useScope } from './scope/useScope.ts';
import { ViewPanel } from './scope/ViewPanel.tsx';
import { isSilent } from './scope/isSilent.ts';
import { type Trace, visible } from './scope/Trace.ts';

export function Oscilloscope(_: RouteProps): JSX.Element {
  const [settings, setSettings] = useSaved<ScopeSettings>('scope', defaults);
  const [isRunning, setRunning] = useState(true);
  const [dragged, setDragged] = useState<Partial<ScopeSettings>>({});
  const { trace, shown, isTriggered, framesPerSecond, live } = useScope(settings, isRunning, () => setRunning(false));
  const fitsUntil = useRef(0);
  const screen = useRef<HTMLDivElement>(null);
  const change = (part: Partial<ScopeSettings>): void => setSettings({ ...settings, ...part });
  const setMode = (mode: ScopeMode): void => {
    const wasRoll = settings.mode === 'roll',
      isRoll = mode === 'roll';
    change({ mode, ...(wasRoll === isRoll ? {} : { secondsPerDivision: isRoll ? 1 : 0.001 }) });
    if (mode !== 'single') setRunning(true);
  };
  // A clipped trace says little, so its range is raised first and the next traces are measured again.
  useEffect(() => {
    if (!shown || performance.now() > fitsUntil.current) return;
    const { part, isDone } = fitToScreen(shown, settings);
    if (isDone) fitsUntil.current = 0;
    change(part);
  }, [shown]);
  const fit = (): void => {
    if (!shown) return;
    fitsUntil.current = performance.now() + 2500;
    change(fitToScreen(shown, settings).part);
  };
  // Noise crosses a level, too: it is no signal that has triggered.
  const isWithoutSignal = isRunning && settings.mode !== 'roll' && live.state === 'open' && shown !== null && isSilent(shown, settings);
  const stateText = (): string => {
    if (!isRunning) return t.scope.stopped;
    if (settings.mode === 'roll') return t.scope.modes.roll;
    if (live.state !== 'open') return t.scope.noCapture;
    if (isWithoutSignal) return t.scope.noSignal;
    if (isTriggered) return t.scope.triggered;
    return settings.mode === 'auto' ? (shown ? t.scope.freeRunning : t.scope.noCapture) : t.scope.waiting;
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.scope.title}</h1>
        <button type="button" class={isRunning ? 'button' : 'button main-action'} onClick={() => setRunning(!isRunning)}>
          <Icon name={isRunning ? 'stop' : 'play'} /> {isRunning ? t.stop : t.run}
        </button>
        <Segments
          label={t.scope.mode}
          hideLabel
          value={settings.mode}
          onChange={setMode}
          choices={(['auto', 'normal', 'single', 'roll'] as const).map((mode) => ({ value: mode, label: t.scope.modes[mode] }))}
        />
        <button type="button" class="button" disabled={!shown} onClick={fit}>
          {t.scope.autoSet}
        </button>
        <span class="push row">
          <button type="button" class="button quiet" disabled={!shown} onClick={() => exportCsv(trace.get(), settings)}>
            CSV
          </button>
          <button
            type="button"
            class="button quiet"
            disabled={!shown}
            onClick={() => downloadPicture('oscilloscope.png', screen.current, describe(settings))}
          >
            PNG
          </button>
        </span>
      </div>
      <div class="instrument pinned-screen">
        <div class="stack">
          <div ref={screen} class="pinned-box">
            <ScopeScreen
              trace={trace}
              shown={shown}
              settings={{ ...settings, ...dragged }}
              onDrag={(part, isEnd) => {
                setDragged(isEnd ? {} : part);
                if (isEnd) change(part);
              }}
            />
          </div>
          <div class="status-line">
            <span class={isWithoutSignal ? 'badge warn' : isRunning && live.state === 'open' ? 'badge good' : 'badge'} role="status">
              {stateText()}
            </span>
            {isWithoutSignal && <a href={`${base}/generator`}>{t.scope.switchOn}</a>}
            <span class="rate">{fill(t.scope.rate, { rate: isRunning ? framesPerSecond.toFixed(0) : '0' })}</span>
            <ConnectionText live={live} />
            <span class="push">
              <CheckField label={t.stream.observable} value={settings.observable} onChange={(observable) => change({ observable })} />
            </span>
          </div>
          <MeasurementList trace={shown} settings={settings} />
          <StreamNotices live={live} />
          <CircuitPicture />
        </div>
        <div class="controls">
          <section class="panel" aria-label={t.scope.timebase}>
            <Stepper
              label={t.scope.timebase}
              value={settings.secondsPerDivision}
              unit="s"
              steps={settings.mode === 'roll' ? rollSteps : timeSteps}
              onChange={(secondsPerDivision) => change({ secondsPerDivision })}
            />
          </section>
          {channelNames.map((name) => (
            <ChannelPanel
              key={name}
              name={name}
              value={settings.channels[name]}
              isClipped={shown?.clipped.includes(name) ?? false}
              range={shown?.ranges.get(name) ?? null}
              onChange={(channel) => change({ channels: { ...settings.channels, [name]: channel } })}
            />
          ))}
          {settings.mode !== 'roll' && <TriggerPanel value={settings.trigger} onChange={(trigger) => change({ trigger })} />}
          <ViewPanel value={{ ...settings, ...dragged }} onChange={setSettings} />
        </div>
      </div>
    </div>
  );
}

/** The screen's part of the trace; time counts from the trigger. */
function exportCsv(trace: Trace | null, settings: ScopeSettings): void {
  if (!trace) return;
  const names = activeChannels(settings);
  const columns = names.map((name) => visible(trace, settings, name));
  const zero = Math.max(0, Math.floor(trace.start));
  const trigger = trace.start + (divisions.x * settings.secondsPerDivision * triggerPosition(settings.trigger)) / trace.dx;
  const time = Array.from(columns[0] ?? [], (_, i) => (zero + i - (trace.isTriggered ? trigger : zero)) * trace.dx);
  download('oscilloscope.csv', toCsv(['t (s)', ...names.map((name) => `${name} (V)`)], [time, ...columns]));
}

/** The settings in a line, for the picture. */
function describe(settings: ScopeSettings): string {
  const names = activeChannels(settings).map((name) => `${name} ${formatShort(settings.channels[name].voltsPerDivision, 'V')}/div`);
  const { source, level, edge } = settings.trigger;
  return [
    `${formatShort(settings.secondsPerDivision, 's')}/div`,
    ...names,
    `T ${source} ${edge === 'rising' ? '↑' : '↓'} ${formatShort(level, 'V')}`,
  ].join('   ');
}

/** Scales so that each channel fills about six divisions and the first shows about three periods; the trigger is set to its middle. */
function fitToScreen(trace: Trace, settings: ScopeSettings): { part: Partial<ScopeSettings>; isDone: boolean } {
  const channels = { ...settings.channels };
  const names = activeChannels(settings);
  for (const name of names) {
    const m = measure(trace.channels.get(name) ?? [], trace.dx);
    if (!m) continue;
    const reach = trace.clipped.includes(name) ? 16 : Math.max(Math.abs(m.min), Math.abs(m.max));
    const volts = voltSteps.find((step) => step * 3.2 >= reach) ?? voltSteps[voltSteps.length - 1]!;
    channels[name] = { on: true, voltsPerDivision: volts, position: 0, range: 'scale' };
  }
  const isDone = !names.some((name) => trace.clipped.includes(name));
  const first = names[0];
  const m = first ? measure(trace.channels.get(first) ?? [], trace.dx) : null;
  if (!first || !m) return { part: { channels }, isDone };
  const wanted = m.frequency ? 3 / m.frequency / 10 : settings.secondsPerDivision;
  const secondsPerDivision = settings.mode === 'roll' ? settings.secondsPerDivision : (timeSteps.find((step) => step >= wanted) ?? 0.1);
  const trigger = { ...settings.trigger, source: first, level: Number(((m.min + m.max) / 2).toPrecision(2)) };
  return { part: { channels, secondsPerDivision, trigger }, isDone };
}
