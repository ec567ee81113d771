import type { JSX } from 'preact';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import type { Calls } from './useCalls.ts';

/** What the calls of a panel say: an error, or warnings such as outputs that another function stopped. */
export function CallNotices({ error, warnings }: Pick<Calls, 'error' | 'warnings'>): JSX.Element {
  return (
    <>
      <ErrorNotice error={error} />
      {warnings.map((warning) => (
        <Notice key={warning} kind="warn">
          {warning}
        </Notice>
      ))}
    </>
  );
}
