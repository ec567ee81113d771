import { createStore } from '../app/store.ts';
import { forgetOthers, forgetPersonal } from '../app/saved.ts';
import { hasSessionCookie, request, sessionIsOver } from './http.ts';

export interface Session {
  readonly id: string;
  readonly name: string;
}

/** Undefined until the server said who is signed in; null if nobody is. */
export const session = createStore<Session | null | undefined>(undefined);

export async function loadSession(): Promise<void> {
  if (!hasSessionCookie()) return session.set(null);
  try {
    const { username, id } = await request<{ username: string; id: string }>('GET', '/getUserName');
    sessionIsOver.set(false);
    forgetOthers(id);
    session.set({ id, name: username });
  } catch {
    session.set(null);
  }
}

export async function signIn(email: string, password: string): Promise<void> {
  await request('POST', '/validateLogin', new URLSearchParams({ inputEmail: email, inputPassword: password }));
  await loadSession();
}

export async function signUp(name: string, email: string, password: string): Promise<void> {
  await request('POST', '/signUp', new URLSearchParams({ inputName: name, inputEmail: email, inputPassword: password }));
  await signIn(email, password);
}

export async function signOut(): Promise<void> {
  await request('POST', '/logout');
  forgetPersonal();
  session.set(null);
}

export interface Account {
  readonly name: string;
  readonly email: string;
  readonly isVerified: boolean;
}

/** The account of the signed-in user. */
export async function loadAccount(): Promise<Account> {
  const answer = await request<{ data: { attributes: Record<string, unknown> } }>('GET', `/v1/users/${session.get()!.id}`, undefined, {
    type: 'application/vnd.api+json',
  });
  const { email, 'is-verified': isVerified } = answer.data.attributes;
  return { name: session.get()!.name, email: String(email ?? ''), isVerified: isVerified === true };
}

export const changePassword = (old: string, next: string): Promise<unknown> =>
  request('POST', '/v1/auth/change-password', { data: { 'old-password': old, 'new-password': next } });

export const resendVerification = (email: string): Promise<unknown> =>
  request('POST', '/v1/auth/resend-verification-email', { data: { email } });

export const requestPasswordReset = (email: string): Promise<unknown> =>
  request('POST', '/v1/auth/reset-password', { data: { email, page: 'lab' } });

export const resetPassword = (token: string, password: string): Promise<unknown> =>
  request('PATCH', '/v1/auth/reset-password', { data: { token, password } });
