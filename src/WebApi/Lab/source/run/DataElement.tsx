import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Plot } from '../parts/Plot.tsx';
import { splitSi } from '../measure/si.ts';
import { toCsv } from '../measure/csv.ts';
import { download, downloadPicture } from '../parts/download.ts';
import { fill, t } from '../texts/index.ts';
import type { TargetValue } from './Application.tsx';
import type { RunElement } from './RunState.ts';
import { fromPairs } from './stacking.ts';

/** An element that shows something. `target` is what a button has put into it last. */
export function DataElement({ element, target }: { element: RunElement; target: TargetValue | undefined }): JSX.Element | null {
  // As in the first remote lab, a text of a button takes the place of what the element has shown.
  if (target?.text !== undefined && ['text', 'span', 'table', 'image'].includes(element.type))
    return element.type === 'span' ? <h2 class="heading">{target.text}</h2> : <p class="print">{target.text}</p>;
  switch (element.type) {
    case 'text':
      return <p class="print">{(Array.isArray(element.value) ? element.value : [element.value]).map(toText).join(' ')}</p>;
    case 'span':
      return <h2 class="heading">{toText(element.value)}</h2>;
    case 'label':
      return (
        <span class="inline" role="status">
          {target?.text ?? toText(element.value)}
        </span>
      );
    case 'display':
      return <Display element={element} target={target} />;
    case 'plot':
      return <PlotElement element={element} target={target} />;
    case 'image':
      return <Picture element={element} />;
    case 'table':
      return <TableElement element={element} />;
    default:
      return null;
  }
}

const toText = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

function Display({ element, target }: { element: RunElement; target: TargetValue | undefined }): JSX.Element {
  const unit = toText(element.unit);
  const parts = typeof element.value === 'number' ? splitSi(element.value, unit) : { number: toText(element.value), unit };
  return (
    <div class="inline">
      {toText(element.label) && <div class="small muted">{toText(element.label)}</div>}
      <div class="reading">
        <span>{target?.text ?? parts.number}</span>
        {!target && <span class="unit">{parts.unit}</span>}
      </div>
    </div>
  );
}

function PlotElement({ element, target }: { element: RunElement; target: TargetValue | undefined }): JSX.Element {
  const series = target?.series ?? fromPairs(element.data);
  const box = useRef<HTMLElement>(null);
  const name = toText(element.name ?? element.id);
  const csv = (): void =>
    download(
      `${name}.csv`,
      toCsv(
        series.flatMap((_, i) => [`x${i + 1}`, `y${i + 1}`]),
        series.flatMap((s) => [s.x, s.y]),
      ),
    );
  return (
    <figure class="card" ref={box}>
      <Plot series={series} label={fill(t.runs.plot, { name })} />
      {target?.text !== undefined && <b role="status">{target.text}</b>}
      <figcaption class="row apart small muted">
        <span class="grow">{name}</span>
        <button type="button" class="button quiet" onClick={csv}>
          CSV
        </button>
        <button type="button" class="button quiet" onClick={() => downloadPicture(`${name}.png`, box.current)}>
          PNG
        </button>
      </figcaption>
    </figure>
  );
}

/** Only PNG data: an SVG could contain a script. */
function Picture({ element }: { element: RunElement }): JSX.Element | null {
  const data = toText(element.data);
  if (element.media !== 'image/png' || !/^[A-Za-z0-9+/=]+$/.test(data)) return null;
  return <img src={`data:image/png;base64,${data}`} alt={fill(t.runs.picture, { name: toText(element.name ?? element.id) })} />;
}

function TableElement({ element }: { element: RunElement }): JSX.Element {
  const columns = Array.isArray(element.columns) ? element.columns.map(toText) : [];
  const rows = Array.isArray(element.rows) ? element.rows.filter(Array.isArray) : [];
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={toText(element.name)}>
      <table class="data">
        <thead>
          <tr>
            {columns.map((c, i) => (
              <th key={i} scope="col" class={rows.length > 0 && typeof rows[0]![i] === 'number' ? 'number' : ''}>
                {c}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row: unknown[], i) => (
            <tr key={i}>
              {row.map((cell, n) => (
                <td key={n} class={typeof cell === 'number' ? 'number' : ''}>
                  {toText(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
