import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { toHex } from '../decode/LogicTrace.ts';
import { Icon } from '../parts/Icon.tsx';
import { Empty } from '../parts/notices.tsx';
import { t } from '../texts/index.ts';
import { CallNotices } from './CallNotices.tsx';
import { SensorPanel } from './sensors/SensorPanel.tsx';
import { type Sensor, sensors } from './sensors/sensors.ts';
import { type Calls, useCalls } from './useCalls.ts';

interface Found {
  readonly address: number;
  readonly sensor: Sensor | null;
}

export function Sensors(_: RouteProps): JSX.Element {
  const [found, setFound] = useState<readonly Found[] | null>(null);
  const { call, error, warnings, isBusy } = useCalls();
  const scan = async (): Promise<void> => {
    const result = await call('i2c_scan()');
    if (!result) return;
    const all: Found[] = [];
    for (const address of (result.value as number[]).map(Number)) all.push({ address, sensor: await identify(address, call) });
    setFound(all);
  };
  return (
    <div class="stack">
      <div class="toolbar">
        <h1>{t.sensors.title}</h1>
        <button type="button" class="button main-action" disabled={isBusy} onClick={() => void scan()}>
          <Icon name="sensor" /> {t.sensors.scan}
        </button>
      </div>
      <CallNotices error={error} warnings={warnings} />
      {found === null && <Empty>{t.sensors.about}</Empty>}
      {found?.length === 0 && <Empty>{t.sensors.none}</Empty>}
      {found?.map(({ address, sensor }) =>
        sensor ? (
          <SensorPanel key={address} sensor={sensor} address={address} />
        ) : (
          <section key={address} class="card row">
            <h2>0x{toHex(address)}</h2>
            <span class="muted">{address === 0x68 ? t.sensors.clock : t.sensors.unknown}</span>
          </section>
        ),
      )}
    </div>
  );
}

async function identify(address: number, call: Calls['call']): Promise<Sensor | null> {
  const sensor = sensors.get(address) ?? null;
  if (!sensor?.identity) return sensor;
  const answer = await call(`i2c_read(${address}, ${sensor.identity.register}, 1)`);
  return Array.isArray(answer?.value) && answer.value[0] === sensor.identity.expected ? sensor : null;
}
