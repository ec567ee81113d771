import { createStore } from './store.ts';
import { readSaved, save } from './saved.ts';

export type Theme = 'system' | 'light' | 'dark';

export const theme = createStore<Theme>(readSaved<Theme>('theme', 'system'));
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

/** Whether the page is dark now. Canvases draw their colours again when it changes. */
export const isDark = createStore(false);

function apply(): void {
  const dark = theme.get() === 'dark' || (theme.get() === 'system' && systemIsDark.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  isDark.set(dark);
}

export function setTheme(value: Theme): void {
  save('theme', value);
  theme.set(value);
  apply();
}

systemIsDark.addEventListener('change', apply);
apply();

/** A colour of the style sheet, for canvases. */
export function color(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
