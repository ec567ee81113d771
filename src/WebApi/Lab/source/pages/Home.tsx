import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base } from '../app/router.ts';
import { instruments } from '../app/navigation.ts';
import { FunctionBox } from '../parts/FunctionBox.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Notice } from '../parts/notices.tsx';
import { ResultView } from '../parts/ResultView.tsx';
import { formatSi } from '../measure/si.ts';
import type { FunctionCall } from '../server/functions.ts';
import { fill, t } from '../texts/index.ts';

const shown = 10;

export function Home(): JSX.Element {
  const [calls, setCalls] = useState<readonly FunctionCall[]>([]);
  return (
    <div class="stack">
      <h1>{t.home.heading}</h1>
      <section class="card stack" aria-label={t.functionString}>
        <FunctionBox onCalled={(call) => setCalls((old) => [call, ...old].slice(0, shown))} />
        <div class="stack tight" aria-live="polite">
          {calls.length === 0 && <p class="muted small">{t.home.noResults}</p>}
          {calls.map((call) => (
            <CallView key={call.call} call={call} />
          ))}
        </div>
      </section>
      <h2>{t.instruments}</h2>
      <ul class="grid thirds">
        {instruments().map((i) => (
          <li key={i.to}>
            <a class="card tile" href={base + i.to}>
              <Icon name={i.icon} />
              <h3>{i.text}</h3>
              <p class="small muted">{i.about}</p>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function CallView({ call }: { call: FunctionCall }): JSX.Element {
  return (
    <article class="call stack tight">
      <div class="row apart">
        <code>{call.function}</code>
        <span class="small muted">
          {fill(t.took, { device: formatSi(call.took_ms / 1000, 's', 3), queue: formatSi(call.waited_ms / 1000, 's', 3) })}
        </span>
      </div>
      {call.notice && <Notice kind="warn">{call.notice}</Notice>}
      <ResultView result={call.result} name={call.function} />
    </article>
  );
}
