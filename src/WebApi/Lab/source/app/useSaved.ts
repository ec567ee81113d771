import { useState } from 'preact/hooks';
import { readSaved, save } from './saved.ts';

/** Like useState, remembered in the browser. */
export function useSaved<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const saved = readSaved<T>(key, initial);
    const isRecord = typeof initial === 'object' && initial !== null && !Array.isArray(initial);
    // Settings that were added since the last visit get their initial values.
    return isRecord ? { ...initial, ...saved } : saved;
  });
  return [
    value,
    (next) => {
      setValue(next);
      save(key, next);
    },
  ];
}
