import { useState } from 'preact/hooks';
import { readSaved, save } from '../app/saved.ts';

export interface Draft {
  readonly title: string;
  readonly code: string;
}

export interface DraftState {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  /** Whether the draft was found in the browser, for example after a reload. */
  readonly isRestored: boolean;
  /** Forgets the kept draft and shows this text. */
  readonly discard: (saved: Draft) => void;
}

/** What is typed but not saved, kept in the browser for each script. */
export function useDraft(id: string, initial: Draft): DraftState {
  const key = `draft.${id}`;
  const [kept] = useState(() => readSaved<Draft | null>(key, null));
  const [draft, set] = useState<Draft>(kept ?? initial);
  return {
    draft,
    isRestored: kept !== null,
    setDraft: (next) => {
      set(next);
      save(key, next);
    },
    discard: (saved) => {
      set({ title: saved.title, code: saved.code });
      save(key, null);
    },
  };
}
