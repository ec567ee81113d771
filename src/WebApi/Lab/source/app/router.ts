import { createStore } from './store.ts';

/** The page is served below this path; every other part of the address is the page's own. */
export const base = '/lab';

function current(): string {
  return location.pathname.slice(base.length).replace(/\/+$/, '') || '/';
}

export const path = createStore(current());

/** Counts the pages that were opened. A page keeps its state as long as this does not change. */
export const visit = createStore(0);

/** What a page was opened for. It is kept in memory only: neither a link nor a reload has it. */
let intent: 'run' | null = null;

export function takeIntent(): 'run' | null {
  const taken = intent;
  intent = null;
  return taken;
}

export function go(to: string, options: { replace?: boolean; intent?: 'run' } = {}): void {
  intent = options.intent ?? null;
  if (options.replace) history.replaceState(null, '', base + to);
  else history.pushState(null, '', base + to);
  visit.set(visit.get() + 1);
  path.set(current());
  window.scrollTo(0, 0);
  document.getElementById('main')?.focus({ preventScroll: true });
}

/** Gives the open page another address, for example after its script got an id. */
export function replacePath(to: string): void {
  history.replaceState(null, '', base + to);
  path.set(current());
}

addEventListener('popstate', () => {
  visit.set(visit.get() + 1);
  path.set(current());
});

/** Links within the page change the address without loading it again. */
addEventListener('click', (event) => {
  const link = (event.target as Element | null)?.closest?.('a');
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented || link.target || link.download || link.origin !== location.origin) return;
  if (!link.pathname.startsWith(base + '/') || link.hash) return;
  event.preventDefault();
  go(link.pathname.slice(base.length) + link.search);
});

/** The variable parts of a path that has the form of a pattern such as `/scripts/:id`, else null. */
export function match(pattern: string, actual: string): Record<string, string> | null {
  const wanted = pattern.split('/'),
    given = actual.split('/');
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i]!.startsWith(':')) found[wanted[i]!.slice(1)] = decodeURIComponent(given[i]!);
    else if (wanted[i] !== given[i]) return null;
  }
  return found;
}
