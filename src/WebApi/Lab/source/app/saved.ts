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
