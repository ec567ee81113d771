import type { JSX } from 'preact';
import { base } from '../app/router.ts';
import { t } from '../texts/index.ts';

export function NotFound(): JSX.Element {
  return (
    <div class="stack narrow">
      <h1>{t.notFound}</h1>
      <p>
        <a href={`${base}/`}>{t.toHome}</a>
      </p>
    </div>
  );
}
