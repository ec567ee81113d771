import type { JSX } from 'preact';
import { toHex } from '../decode/LogicTrace.ts';
import type { FunctionResult } from '../server/functions.ts';
import { formatSi } from '../measure/si.ts';
import { toCsv } from '../measure/csv.ts';
import { t } from '../texts/index.ts';
import { download } from './download.ts';
import { Notice } from './notices.tsx';
import { Plot } from './Plot.tsx';
import { Reading } from './Reading.tsx';

const mostListed = 32;

/** The result of a function by its shape: a large number, a table of single values, or a plot. */
export function ResultView({ result, name }: { result: FunctionResult; name: string }): JSX.Element {
  return (
    <div class="stack tight">
      <Value result={result} name={name} />
      {result.warnings?.map((warning) => (
        <Notice key={warning} kind="warn">
          {warning}
        </Notice>
      ))}
    </div>
  );
}

function Value({ result, name }: { result: FunctionResult; name: string }): JSX.Element {
  const columns = result.columns ?? [];
  switch (result.shape) {
    case 'nothing':
      return <p class="muted">{t.doneWithoutResult}</p>;
    case 'number':
      return typeof result.value === 'number' ? (
        <Reading value={result.value} unit={result.unit ?? ''} />
      ) : (
        <p class="reading">{result.text}</p>
      );
    case 'flag':
      return <p class="reading">{result.value ? t.high : t.low}</p>;
    case 'array': {
      const values = (result.value as number[] | null) ?? [];
      if (values.length < 3) return <p class="mono">{values.map((v) => formatSi(v, result.unit)).join(', ') || result.text}</p>;
      // Bytes and addresses are no curve.
      if (/^(i2c|spi|read_?uart)/i.test(name) && values.length <= mostListed)
        return <p class="mono">{values.map((v) => `${v} (0x${toHex(v)})`).join(', ')}</p>;
      return <ArrayPlot name={name} columns={['n', 'value']} units={['', result.unit ?? '']} data={[values.map((_, i) => i), values]} />;
    }
    case 'arrays':
      return (
        <ArrayPlot
          name={name}
          columns={columns.map((c) => c.name)}
          units={columns.map((c) => c.unit ?? '')}
          data={result.value as number[][]}
        />
      );
    case 'tuple':
    case 'named': {
      const values = Array.isArray(result.value) ? result.value : columns.map((c) => (result.value as Record<string, unknown>)[c.name]);
      return (
        <dl class="readings">
          {columns.map((c, i) => (
            <div key={c.name}>
              <dt class="small muted">{c.name}</dt>
              <dd>
                <b>{describe(values[i], c.unit)}</b>
              </dd>
            </div>
          ))}
        </dl>
      );
    }
    default:
      return <p class="mono">{result.text}</p>;
  }
}

const describe = (value: unknown, unit: string | null): string =>
  typeof value === 'number' ? formatSi(value, unit) : typeof value === 'boolean' ? (value ? t.high : t.low) : String(value ?? '—');

function ArrayPlot({ name, columns, units, data }: { name: string; columns: string[]; units: string[]; data: number[][] }): JSX.Element {
  const [x = [], ...ys] = data;
  return (
    <div class="stack tight">
      <Plot
        series={ys.map((y) => ({ x, y }))}
        names={columns.slice(1)}
        xUnit={units[0] ?? ''}
        yUnit={units[1] ?? ''}
        height={200}
        label={name}
      />
      <div class="row apart small muted">
        <span>
          {x.length} × {columns.join(', ')}
        </span>
        <button
          type="button"
          class="button quiet"
          onClick={() =>
            download(
              `${name}.csv`,
              toCsv(
                columns.map((c, i) => (units[i] ? `${c} (${units[i]})` : c)),
                data,
              ),
            )
          }
        >
          CSV
        </button>
      </div>
    </div>
  );
}
