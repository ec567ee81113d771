import { useAsync } from '../app/useAsync.ts';
import { findRange, type Range } from '../server/functions.ts';

/** The limits of a parameter of a function, as the server states them; null until they are known. */
export const useRange = (name: string, parameter: string): Range | null =>
  useAsync(() => findRange(name, parameter), [name, parameter]).value;
