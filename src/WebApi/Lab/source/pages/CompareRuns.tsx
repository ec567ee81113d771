import type { JSX } from 'preact';
import { base } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { ErrorNotice, Waiting } from '../parts/notices.tsx';
import { Plot } from '../parts/Plot.tsx';
import { diffLines } from '../run/diffLines.ts';
import { DiffView } from '../run/DiffView.tsx';
import { fromOutput } from '../run/RunState.ts';
import { RunView, StatusBadge } from '../run/RunView.tsx';
import { fromPairs } from '../run/stacking.ts';
import { getRun, type Run } from '../server/runs.ts';
import { fill, formatTime, t } from '../texts/index.ts';

/** Two runs beside each other: plots of the same name over each other, the changed lines of the code, then both. */
export function CompareRuns({ values }: RouteProps): JSX.Element {
  const { value, error } = useAsync(() => Promise.all([getRun(values.a!), getRun(values.b!)]), [values.a, values.b]);
  if (error) return <ErrorNotice error={error} />;
  if (!value) return <Waiting />;
  const states = value.map((run) => fromOutput(run.output, run.status, run.error));
  const plots = states[0]!.elements
    .filter((e) => e.type === 'plot')
    .flatMap((first) => {
      const second = states[1]!.elements.find((e) => e.type === 'plot' && e.id === first.id);
      return second
        ? [{ id: first.id, series: [...fromPairs(first.data), ...fromPairs(second.data)], count: fromPairs(first.data).length }]
        : [];
    });
  const lines = diffLines(value[0].code, value[1].code);
  const isSame = lines.every((line) => line.kind === 'same');
  const name = (run: Run): string => `${run.title} (${formatTime(run.createdAt)})`;
  return (
    <div class="stack">
      <h1>{t.runs.compare}</h1>
      {plots.map((plot) => (
        <section key={plot.id} class="card stack tight">
          <h2>{plot.id}</h2>
          <Plot
            series={plot.series}
            names={plot.series.map((_, i) => {
              const isFirst = i < plot.count;
              return `${name(value[isFirst ? 0 : 1])} y${isFirst ? i + 1 : i - plot.count + 1}`;
            })}
            height={280}
            label={fill(t.runs.plot, { name: plot.id })}
          />
        </section>
      ))}
      <section class="card stack tight">
        <h2>{t.runs.difference}</h2>
        {isSame ? <p class="muted">{t.runs.same}</p> : <DiffView lines={lines} />}
      </section>
      <div class="workspace">
        {value.map((run, i) => (
          <section key={run.id} class="card stack">
            <div class="row apart">
              <h2>
                <a href={`${base}/runs/${run.id}`}>{name(run)}</a>
              </h2>
              <StatusBadge status={run.status} />
            </div>
            <RunView state={states[i]!} code={run.code} run={run} canPress={false} onInput={null} />
          </section>
        ))}
      </div>
    </div>
  );
}
