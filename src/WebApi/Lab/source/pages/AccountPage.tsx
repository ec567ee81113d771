import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RouteProps } from '../app/routes.ts';
import { useAsync } from '../app/useAsync.ts';
import { TextField } from '../parts/fields.tsx';
import { ErrorNotice, Notice, Waiting } from '../parts/notices.tsx';
import { ServerError } from '../server/http.ts';
import { type Account, changePassword, loadAccount, resendVerification } from '../server/session.ts';
import { t } from '../texts/index.ts';

/** The user's address, whether it is verified, and a form for a new password. */
export function AccountPage(_: RouteProps): JSX.Element {
  const { value, error } = useAsync(loadAccount, []);
  return (
    <div class="stack narrow-page">
      <h1>{t.account.title}</h1>
      <ErrorNotice error={error} />
      {value ? <Address account={value} /> : !error && <Waiting />}
      <PasswordForm />
    </div>
  );
}

function Address({ account }: { account: Account }): JSX.Element {
  const [isSent, setSent] = useState(false);
  const [error, setError] = useState<ServerError | null>(null);
  const send = (): void => {
    resendVerification(account.email).then(
      () => (setSent(true), setError(null)),
      (e: unknown) => setError(ServerError.from(e)),
    );
  };
  return (
    <section class="card stack tight">
      <h2>{account.name}</h2>
      <div class="row">
        <span>{account.email}</span>
        <span class={account.isVerified ? 'badge good' : 'badge warn'}>
          {account.isVerified ? t.account.verified : t.account.unverified}
        </span>
      </div>
      {!account.isVerified && (
        <>
          <p class="small muted">{t.account.unverifiedAbout}</p>
          {isSent ? (
            <Notice kind="good">{t.account.verificationSent}</Notice>
          ) : (
            <div class="row">
              <button type="button" class="button" onClick={send}>
                {t.account.sendVerification}
              </button>
            </div>
          )}
        </>
      )}
      <ErrorNotice error={error} />
    </section>
  );
}

function PasswordForm(): JSX.Element {
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [error, setError] = useState<ServerError | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setState('busy');
    setError(null);
    try {
      await changePassword(old, next);
      setOld('');
      setNext('');
      setState('done');
    } catch (e) {
      setError(ServerError.from(e));
      setState('open');
    }
  };
  return (
    <form class="card stack" onSubmit={(e) => void submit(e)}>
      <h2>{t.account.changePassword}</h2>
      <TextField label={t.account.oldPassword} type="password" autoComplete="current-password" required value={old} onChange={setOld} />
      <TextField
        label={t.account.newPassword}
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        value={next}
        onChange={(text) => (setNext(text), setState('open'))}
      />
      <ErrorNotice error={error} />
      {state === 'done' && <Notice kind="good">{t.account.changed}</Notice>}
      <div class="row">
        <button class="button main-action" disabled={state === 'busy'}>
          {t.account.changePassword}
        </button>
      </div>
    </form>
  );
}
