import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ServerError } from '../server/http.ts';

export interface Loading<T> {
  readonly value: T | null;
  readonly error: ServerError | null;
  readonly isLoading: boolean;
  reload(): void;
}

/** Loads a value when the page opens and when an input of it changes. An answer that comes after that is ignored. */
export function useAsync<T>(load: () => Promise<T>, inputs: readonly unknown[]): Loading<T> {
  const [state, setState] = useState<{ value: T | null; error: ServerError | null; isLoading: boolean }>({
    value: null,
    error: null,
    isLoading: true,
  });
  const [count, setCount] = useState(0);
  const reload = useCallback(() => setCount((n) => n + 1), []);
  useEffect(() => {
    let isCurrent = true;
    setState((old) => ({ ...old, isLoading: true }));
    load().then(
      (value) => isCurrent && setState({ value, error: null, isLoading: false }),
      (error: unknown) => isCurrent && setState((old) => ({ ...old, error: ServerError.from(error), isLoading: false })),
    );
    return () => {
      isCurrent = false;
    };
  }, [...inputs, count]);
  return { ...state, reload };
}

/** Runs something again and again while the page is open and visible. The next run begins `pause` ms after the end of the last. */
export function useRepeated(work: () => Promise<unknown>, pause: number, inputs: readonly unknown[]): void {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    let timer = 0,
      isOver = false;
    const next = async (): Promise<void> => {
      if (!document.hidden) await latest.current().catch(() => undefined);
      if (!isOver) timer = window.setTimeout(next, pause);
    };
    void next();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, inputs);
}
