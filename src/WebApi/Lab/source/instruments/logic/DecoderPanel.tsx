import type { JSX } from 'preact';
import { decodeI2c } from '../../decode/i2c.ts';
import type { Decoded, LogicTrace } from '../../decode/LogicTrace.ts';
import { decodeSpi } from '../../decode/spi.ts';
import { decodeUart } from '../../decode/uart.ts';
import { SelectField } from '../../parts/fields.tsx';
import { t } from '../../texts/index.ts';
import { inputs } from './record.ts';

export interface DecoderSettings {
  readonly kind: 'none' | 'i2c' | 'spi' | 'uart';
  readonly clock: string;
  readonly data: string;
  readonly baud: number;
  readonly parity: 'none' | 'even' | 'odd';
  readonly mode: number;
}

export const decoderDefaults: DecoderSettings = { kind: 'none', clock: 'LA1', data: 'LA2', baud: 9600, parity: 'none', mode: 0 };

export function decode(settings: DecoderSettings, traces: readonly LogicTrace[]): Decoded[] {
  const clock = traces.find((trace) => trace.name === settings.clock);
  const data = traces.find((trace) => trace.name === settings.data);
  if (settings.kind === 'uart' && data) return decodeUart(data, { baud: settings.baud, dataBits: 8, parity: settings.parity });
  if (settings.kind === 'i2c' && clock && data) return decodeI2c(clock, data);
  if (settings.kind === 'spi' && clock && data) return decodeSpi(clock, data, { mode: settings.mode, bits: 8 });
  return [];
}

export function DecoderPanel({ value, onChange }: { value: DecoderSettings; onChange: (value: DecoderSettings) => void }): JSX.Element {
  const pins = inputs.map((name) => ({ value: name as string, label: name }));
  return (
    <section class="panel" aria-label={t.logic.decoder}>
      <SelectField
        label={t.logic.decoder}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
        choices={[
          { value: 'none', label: t.logic.none },
          { value: 'i2c', label: 'I²C' },
          { value: 'spi', label: 'SPI' },
          { value: 'uart', label: 'UART' },
        ]}
      />
      {value.kind !== 'none' && (
        <div class="pair">
          {value.kind !== 'uart' && (
            <SelectField label={t.logic.clock} value={value.clock} choices={pins} onChange={(clock) => onChange({ ...value, clock })} />
          )}
          <SelectField
            label={value.kind === 'uart' ? t.logic.line : t.logic.data}
            value={value.data}
            choices={pins}
            onChange={(data) => onChange({ ...value, data })}
          />
          {value.kind === 'uart' && (
            <>
              <SelectField
                label={t.logic.baud}
                value={value.baud}
                onChange={(baud) => onChange({ ...value, baud })}
                choices={[300, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400].map((baud) => ({
                  value: baud,
                  label: `${baud} Bd`,
                }))}
              />
              <SelectField
                label={t.logic.parity}
                value={value.parity}
                onChange={(parity) => onChange({ ...value, parity })}
                choices={[
                  { value: 'none', label: t.logic.none },
                  { value: 'even', label: t.logic.even },
                  { value: 'odd', label: t.logic.odd },
                ]}
              />
            </>
          )}
          {value.kind === 'spi' && (
            <SelectField
              label={t.logic.mode}
              value={value.mode}
              choices={[0, 1, 2, 3].map((mode) => ({ value: mode, label: String(mode) }))}
              onChange={(mode) => onChange({ ...value, mode })}
            />
          )}
        </div>
      )}
    </section>
  );
}
