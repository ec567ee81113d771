import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { base, go } from '../app/router.ts';
import type { RouteProps } from '../app/routes.ts';
import { CheckField, TextField } from '../parts/fields.tsx';
import { ErrorNotice } from '../parts/notices.tsx';
import { ServerError } from '../server/http.ts';
import { signUp } from '../server/session.ts';
import { t } from '../texts/index.ts';

export function SignUp(_: RouteProps): JSX.Element {
  const [name, setName] = useState('');
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
      await signUp(name, email, password);
      go('/');
    } catch (e) {
      setError(ServerError.from(e));
      setBusy(false);
    }
  };
  return (
    <form class="stack narrow card" onSubmit={(e) => void submit(e)}>
      <h1>{t.signUp}</h1>
      <TextField label={t.name} autoComplete="name" required maxLength={50} value={name} onChange={setName} />
      <TextField label={t.email} type="email" autoComplete="email" required value={email} onChange={setEmail} />
      <TextField
        label={t.newPassword}
        type={isShown ? 'text' : 'password'}
        autoComplete="new-password"
        required
        minLength={8}
        value={password}
        onChange={setPassword}
      />
      <CheckField label={t.showPassword} value={isShown} onChange={setShown} />
      <ErrorNotice error={error} />
      <button class="button main-action" disabled={isBusy}>
        {t.signUp}
      </button>
      <p class="small">
        <a href={`${base}/sign-in`}>{t.haveAccount}</a>
      </p>
    </form>
  );
}
