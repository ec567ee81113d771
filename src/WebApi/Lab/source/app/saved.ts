import { clearTabStores } from './tabStore.ts';

/** Small settings in the browser's storage, which a browser may refuse or clear. */
export function readSaved<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(`lab.${key}`);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    return fallback;
  }
}

export function save(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(`lab.${key}`);
    else localStorage.setItem(`lab.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden storage loses only what would be remembered.
  }
}

/** What is not a setting of the browser but belongs to a person: it goes when another one signs in. */
const settings = new Set(['theme', 'language', 'reloaded', 'user', 'device']);

/** Removes drafts, history and panel settings, so that the next user of a shared computer does not find them. */
export function forgetPersonal(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('lab.') && !settings.has(key.slice(4))) localStorage.removeItem(key);
    sessionStorage.clear();
    clearTabStores();
  } catch {
    // Where there is no storage nothing was kept.
  }
  save('user', null);
}

/** After the sign-in of a user: forgets what another one left behind, for example when their session ended by itself. */
export function forgetOthers(user: string): void {
  if (readSaved<string | null>('user', null) !== user) forgetPersonal();
  save('user', user);
}
