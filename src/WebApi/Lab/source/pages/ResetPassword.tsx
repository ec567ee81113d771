import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { TextField } from '../parts/fields.tsx';
import { ErrorNotice, Notice } from '../parts/notices.tsx';
import { ServerError } from '../server/http.ts';
import { requestPasswordReset, resetPassword } from '../server/session.ts';
import { t } from '../texts/index.ts';

/** Asks for an e-mail with a link. The answer is the same whether the address has an account. */
export function ForgotPassword(_: RouteProps): JSX.Element {
  const [email, setEmail] = useState('');
  return (
    <Steps title={t.forgotPassword} action={t.sendLink} done={t.linkSent} work={() => requestPasswordReset(email)}>
      <TextField label={t.email} type="email" autoComplete="email" required value={email} onChange={setEmail} />
    </Steps>
  );
}

/** Sets a new password with the token of the link. */
export function ResetPassword(_: RouteProps): JSX.Element {
  const [password, setPassword] = useState('');
  const token = new URLSearchParams(location.search).get('token') ?? '';
  return (
    <Steps title={t.choosePassword} action={t.save} done={t.passwordSaved} work={() => resetPassword(token, password)}>
      <TextField
        label={t.newPassword}
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        value={password}
        onChange={setPassword}
      />
    </Steps>
  );
}

function Steps({
  title,
  action,
  done,
  work,
  children,
}: {
  title: string;
  action: string;
  done: string;
  work: () => Promise<unknown>;
  children: JSX.Element;
}): JSX.Element {
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [error, setError] = useState<ServerError | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setState('busy');
    setError(null);
    try {
      await work();
      setState('done');
    } catch (e) {
      setError(ServerError.from(e));
      setState('open');
    }
  };
  return (
    <form class="stack narrow card" onSubmit={(e) => void submit(e)}>
      <h1>{title}</h1>
      {state === 'done' ? <Notice kind="good">{done}</Notice> : children}
      <ErrorNotice error={error} />
      {state !== 'done' && (
        <button class="button main-action" disabled={state === 'busy'}>
          {action}
        </button>
      )}
      <p class="small">
        <a href={`${base}/sign-in`}>{t.signIn}</a>
      </p>
    </form>
  );
}
