import type { JSX } from 'preact';
import { base } from '../app/router.ts';
import { Icon } from '../parts/Icon.tsx';
import { instruments } from '../app/navigation.ts';
import { t } from '../texts/index.ts';
import { WaveDrawing } from '../parts/WaveDrawing.tsx';

/** What visitors see before they sign in. */
export function Welcome(): JSX.Element {
  return (
    <div class="stack">
      <section class="card hero">
        <div class="stack">
          <h1>{t.welcome.title}</h1>
          <p class="muted">{t.welcome.text}</p>
          <div class="row">
            <a class="button main-action" href={`${base}/sign-up`}>
              {t.signUp}
            </a>
            <a class="button" href={`${base}/sign-in`}>
              {t.signIn}
            </a>
          </div>
        </div>
        <WaveDrawing />
      </section>
      <h2>{t.instruments}</h2>
      <ul class="grid thirds">
        {instruments().map((i) => (
          <li key={i.to} class="card tile">
            <Icon name={i.icon} />
            <h3>{i.text}</h3>
            <p class="small muted">{i.about}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
