import type { JSX } from 'preact';
import { useAsync } from '../app/useAsync.ts';
import { loadLimits } from '../server/limits.ts';
import { fill, t } from '../texts/index.ts';
import { Notice } from './notices.tsx';

/** What a script may use, or why none can run. Users without a verified e-mail address learn how to get more runs. */
export function ScriptLimits(): JSX.Element | null {
  const { value } = useAsync(loadLimits, []);
  const scripts = value?.scripts;
  if (!scripts) return null;
  if (!scripts.available) return <Notice kind="warn">{fill(t.scripts.unavailable, { reason: scripts.reason ?? '' })}</Notice>;
  return (
    <>
      {scripts.verified === false && <Notice>{t.scripts.unverified}</Notice>}
      <p class="small muted">
        {fill(t.scripts.limits, {
          seconds: String(scripts.seconds),
          memory: String(scripts.memory_megabytes),
          output: String(scripts.output_kilobytes),
          runs: String(scripts.per_user_and_day),
        })}
      </p>
    </>
  );
}
