import { createStore, type Store } from './store.ts';

/** All stores of the tab, so that a sign-out clears them. */
const all: { readonly write: () => void; readonly clear: () => void }[] = [];

const savePause = 10_000;

/**
 * A store whose value outlives the page that shows it and a reload, until the person signs out or closes the tab.
 * @param key its name in the storage of the tab
 * @param empty the value before anything was recorded
 */
export function createTabStore<T>(key: string, empty: T): Store<T> {
  const store = createStore<T>(read(key, empty));
  let savedAt = 0;
  const write = (): void => {
    savedAt = Date.now();
    try {
      if (Object.is(store.get(), empty)) sessionStorage.removeItem(`lab.${key}`);
      else sessionStorage.setItem(`lab.${key}`, JSON.stringify(store.get()));
    } catch {
      // A full storage keeps what it has; the page has all.
    }
  };
  store.subscribe(() => {
    if (Date.now() - savedAt > savePause) write();
  });
  all.push({ write, clear: () => store.set(empty) });
  return store;
}

export function clearTabStores(): void {
  for (const { clear, write } of all) {
    clear();
    write();
  }
}

function read<T>(key: string, empty: T): T {
  try {
    const text = sessionStorage.getItem(`lab.${key}`);
    return text === null ? empty : (JSON.parse(text) as T);
  } catch {
    return empty;
  }
}

globalThis.addEventListener?.('pagehide', () => all.forEach(({ write }) => write()));
