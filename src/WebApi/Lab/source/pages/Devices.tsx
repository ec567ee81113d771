import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useStore } from '../app/store.ts';
import { useAsync } from '../app/useAsync.ts';
import { formatSi } from '../measure/si.ts';
import { describeState, KindBadge, QueueText } from '../parts/DeviceStatus.tsx';
import { SelectField } from '../parts/fields.tsx';
import { ErrorNotice, Notice, Waiting } from '../parts/notices.tsx';
import { Wiring } from '../parts/Wiring.tsx';
import { chooseCircuit, type Circuit, loadCircuits } from '../server/circuits.ts';
import { chooseDevice, chosenDevice, circuitOf, type Device, devices, loadDevices } from '../server/devices.ts';
import { ServerError } from '../server/http.ts';
import { type Limits, loadLimits } from '../server/limits.ts';
import { fill, t } from '../texts/index.ts';

export function Devices(_: RouteProps): JSX.Element {
  const all = useStore(devices);
  const circuits = useAsync(loadCircuits, []);
  const limits = useAsync(loadLimits, []);
  return (
    <div class="stack">
      <h1>{t.devices.title}</h1>
      {all.length === 0 && <Waiting />}
      {all.map((device) => (
        <DeviceCard key={device.name} device={device} circuits={circuits.value ?? []} />
      ))}
      {limits.value && (
        <section class="card stack tight">
          <h2>{t.devices.limits}</h2>
          <dl class="readings">
            {describe(limits.value).map(([name, value]) => (
              <div key={name}>
                <dt class="small muted">{name}</dt>
                <dd>
                  <b>{value}</b>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}

/** The limits that a user meets, in words. */
function describe({ scripts, bookings, streams, calls }: Limits): [string, string][] {
  const rows: [string, unknown, string][] = [
    [t.limits.seconds, scripts?.seconds, 's'],
    [t.limits.memory, scripts?.memory_megabytes, 'MB'],
    [t.limits.output, scripts?.output_kilobytes, 'kB'],
    [t.limits.runsPerDay, scripts?.per_user_and_day, ''],
    [t.limits.runsAtOnce, scripts?.per_user, ''],
    [t.limits.scripts, scripts?.max_scripts, ''],
    [t.limits.callSeconds, calls?.call_seconds, 's'],
    [t.limits.callsWaiting, calls?.calls_per_user, ''],
    [t.limits.streams, streams?.per_user, ''],
    [t.limits.idle, streams?.idle_minutes, 'min'],
    [t.limits.bookingMinutes, bookings?.booking_minutes, 'min'],
    [t.limits.bookings, bookings?.bookings_per_user, ''],
    [t.limits.daysAhead, bookings?.booking_days_ahead, ''],
  ];
  return rows.flatMap(([name, value, unit]) => (value == null ? [] : [[name, `${String(value)} ${unit}`.trim()] as [string, string]]));
}

function DeviceCard({ device, circuits }: { device: Device; circuits: readonly Circuit[] }): JSX.Element {
  const chosen = useStore(chosenDevice);
  const [error, setError] = useState<ServerError | null>(null);
  const circuit = circuits.find((c) => c.name === circuitOf(device));
  const change = async (name: string): Promise<void> => {
    try {
      await chooseCircuit(device.name, name === '' ? null : name);
      await loadDevices();
      setError(null);
    } catch (e) {
      setError(ServerError.from(e));
    }
  };
  const facts: [string, string][] = [
    [t.devices.board, device.board ?? '—'],
    [t.devices.firmware, device.firmware ?? '—'],
    [t.devices.state, describeState(device.state)],
    [t.devices.queue, device.queue.is_busy ? fill(t.devices.busy, { waiting: device.queue.waiting }) : t.devices.free],
  ];
  return (
    <section class="card stack">
      <div class="row apart">
        <div class="row">
          <h2>{device.name}</h2>
          <KindBadge device={device} />
          <QueueText device={device} />
        </div>
        <button type="button" class="button" disabled={device.name === chosen} onClick={() => chooseDevice(device.name)}>
          {device.name === chosen ? t.devices.chosen : t.devices.choose}
        </button>
      </div>
      <dl class="readings">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt class="small muted">{name}</dt>
            <dd>
              <b>{value}</b>
            </dd>
          </div>
        ))}
        {device.queue.position !== null && (
          <div>
            <dt class="small muted">{t.time}</dt>
            <dd>
              <b>{formatSi(device.queue.expected_wait_ms / 1000, 's', 3)}</b>
            </dd>
          </div>
        )}
      </dl>
      {device.fault && (
        <Notice kind="bad">
          {t.devices.fault}: {device.fault}
        </Notice>
      )}
      {device.circuits_selectable && circuits.length > 0 && (
        <SelectField
          label={t.devices.circuit}
          value={device.circuit ?? ''}
          onChange={(name) => void change(name)}
          choices={[
            {
              value: '',
              label: device.configured_circuit ? `${t.devices.ownCircuit}: ${device.configured_circuit}` : t.devices.ownCircuit,
            },
            ...circuits.map((c) => ({ value: c.name, label: c.description || c.name })),
          ]}
        />
      )}
      <ErrorNotice error={error} />
      {circuit ? (
        <details open={device.name === chosen}>
          <summary>{t.lessons.wiring}</summary>
          <Wiring circuit={circuit} />
        </details>
      ) : (
        <p class="muted small">{t.devices.noCircuits}</p>
      )}
    </section>
  );
}
