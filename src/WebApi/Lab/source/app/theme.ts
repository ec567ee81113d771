import { createStore } from './store.ts';
import { readSaved, save } from './saved.ts';

export type Theme = 'system' | 'light' | 'dark';

export const theme = createStore<Theme>(readSaved<Theme>('theme', 'system'));
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

const colors = new Map<string, string>();

/** Whether the page is dark now. Canvases draw their colours again when it changes. */
export const isDark = createStore(false);

function apply(): void {
  const dark = theme.get() === 'dark' || (theme.get() === 'system' && systemIsDark.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  colors.clear();
  isDark.set(dark);
}

export function setTheme(value: Theme): void {
  save('theme', value);
  theme.set(value);
  apply();
}

systemIsDark.addEventListener('change', apply);
apply();

/** A colour of the style sheet, for canvases. Asked once for each theme, because a live trace needs many of them 30 times a second. */
export function color(name: string): string {
  let value = colors.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    // Before the style sheet has loaded the value is empty.
    if (value !== '') colors.set(name, value);
  }
  return value;
}
