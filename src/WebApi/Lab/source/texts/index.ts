import { createStore } from '../app/store.ts';
import { readSaved, save } from '../app/saved.ts';
import { en, type Texts } from './en.ts';

export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

/** The texts of the page in the chosen language. */
export let t: Texts = en;
export const language = createStore<Language>('en');

export async function setLanguage(code: Language): Promise<void> {
  save('language', code);
  t = code === 'de' ? (await import('./de.ts')).de : en;
  document.documentElement.lang = code;
  language.set(code);
}

export function startLanguage(): Promise<void> {
  const preferred = navigator.language.startsWith('de') ? 'de' : 'en';
  const saved = readSaved<Language>('language', preferred);
  return setLanguage(saved in languages ? saved : 'en');
}

/** Puts values into a text with places such as {name}. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

export function formatTime(instant: string | Date | null): string {
  if (!instant) return '';
  return new Intl.DateTimeFormat(language.get(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}
