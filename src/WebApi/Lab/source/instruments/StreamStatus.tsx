import type { JSX } from 'preact';
import { Icon } from '../parts/Icon.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { formatSi } from '../measure/si.ts';
import { fill, t } from '../texts/index.ts';
import type { LiveStatus } from './useDeviceStream.ts';

/** What the server said about a live stream: why it does not run, and what happened to the outputs. */
export function StreamNotices({ live }: { live: LiveStatus }): JSX.Element {
  return (
    <>
      <ErrorNotice error={live.error} />
      {live.notice && (
        <Notice kind="warn">
          <span class="row apart">
            {live.notice}
            <button type="button" class="button quiet icon" aria-label={t.close} onClick={live.dismiss}>
              <Icon name="cross" />
            </button>
          </span>
        </Notice>
      )}
    </>
  );
}

/** The state of the connection for a status line. */
export function ConnectionText({ live }: { live: LiveStatus }): JSX.Element {
  if (live.queue)
    return (
      <span class="badge warn">{fill(t.queuePosition, { position: live.queue.position, wait: formatSi(live.queue.seconds, 's', 2) })}</span>
    );
  if (live.state === 'connecting') return <span class="badge warn">{t.stream.connecting}</span>;
  return <span>{live.state === 'open' ? t.stream.live : t.stream.off}</span>;
}
