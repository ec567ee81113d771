import type { ComponentChildren, JSX } from 'preact';
import type { ServerError } from '../server/http.ts';
import { fill, t } from '../texts/index.ts';

export function Notice({ kind = 'info', children }: { kind?: 'info' | 'good' | 'bad' | 'warn'; children: ComponentChildren }): JSX.Element {
  return (
    <div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** What went wrong, in words that say what the user can do. */
export function describeError(error: ServerError): string {
  if (error.status === 0 && error.code === 'unreachable') return t.errors.unreachable;
  const known: Record<string, string> = {
    'device-booked': t.errors.booked,
    'queue-full': t.errors.queueFull,
    'device-lost': t.errors.lost,
    'device-timed-out': t.errors.timedOut,
    'device-of-another-server': t.errors.otherServer,
    'scripts-refused': t.errors.scriptsRefused,
    'stream-blocked': t.errors.streamBlocked,
  };
  const text = (error.code && known[error.code]) || error.message || t.errors.unknown;
  return error.retryAfter ? `${text} ${fill(t.errors.retryAfter, { seconds: error.retryAfter })}` : text;
}

export function ErrorNotice({ error }: { error: ServerError | null }): JSX.Element | null {
  return error ? <Notice kind="bad">{describeError(error)}</Notice> : null;
}

export function Waiting(): JSX.Element {
  return (
    <div class="row muted" role="status">
      <span class="spinner" aria-hidden="true" /> {t.loading}
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }): JSX.Element {
  return <div class="empty">{children}</div>;
}

/** For parts that the server does not offer (yet): 404 is not an error of the user. */
export function NotOffered({ error, what }: { error: ServerError; what: string }): JSX.Element {
  return error.status === 404 ? <Empty>{fill(t.notOffered, { what })}</Empty> : <ErrorNotice error={error} />;
}
