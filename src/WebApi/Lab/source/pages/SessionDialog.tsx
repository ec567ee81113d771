import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../app/router.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sessionIsOver } from '../server/http.ts';
import { session } from '../server/session.ts';
import { t } from '../texts/index.ts';
import { SignIn } from './SignIn.tsx';

/** Over the page when the session has ended, so that what the page holds is kept. Closing it leads to the start page. */
export function SessionDialog(): JSX.Element | null {
  const [user] = useState(session.get()?.id);
  // Another user must not see what is on the page.
  const check = (): void => {
    if (session.get()?.id !== user) location.reload();
  };
  return (
    <Dialog
      label={t.sessionOver}
      onClose={() => {
        if (!sessionIsOver.get()) return;
        session.set(null);
        go('/');
      }}
    >
      <p>{t.sessionOver}</p>
      <SignIn values={{}} onSignedIn={check} />
    </Dialog>
  );
}
