import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base, go, path } from '../app/router.ts';
import { CheckField, TextField } from '../parts/fields.tsx';
import { ErrorNotice } from '../parts/notices.tsx';
import { ServerError } from '../server/http.ts';
import { signIn } from '../server/session.ts';
import { t } from '../texts/index.ts';
import type { RouteProps } from '../app/routes.ts';

export function SignIn({ onSignedIn }: RouteProps & { onSignedIn?: () => void }): JSX.Element {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ServerError | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await signIn(email, password);
      onSignedIn?.();
      if (path.get() === '/sign-in') go('/');
    } catch (e) {
      setError(ServerError.from(e));
      setBusy(false);
    }
  };
  return (
    <form class="stack narrow card" onSubmit={(e) => void submit(e)}>
      <h1>{t.signIn}</h1>
      <TextField label={t.email} type="email" autoComplete="email" required value={email} onChange={setEmail} />
      <TextField
        label={t.password}
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        required
        value={password}
        onChange={setPassword}
      />
      <CheckField label={t.showPassword} value={isShown} onChange={setShown} />
      <ErrorNotice error={error} />
      <button class="button main-action" disabled={isBusy}>
        {t.signIn}
      </button>
      <div class="row apart small">
        <a href={`${base}/sign-up`}>{t.noAccount}</a>
        <a href={`${base}/forgot-password`}>{t.forgotPassword}</a>
      </div>
    </form>
  );
}
