import { useRef, useState } from 'preact/hooks';
import { readSaved, save } from '../app/saved.ts';

export interface Draft {
  readonly title: string;
  readonly code: string;
}

interface KeptDraft extends Draft {
  /** The version that the draft was begun with; null for a new script. */
  readonly version?: number | null;
}

export interface DraftState {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  /** Whether the draft was found in the browser, for example after a reload. */
  readonly isRestored: boolean;
  /** The version that the draft is based on. */
  readonly basedOn: number | null;
  /** Forgets the kept draft and shows this text. */
  readonly discard: (saved: Draft, version: number | null) => void;
  /** Takes note that `sent` is saved as a script with this id. What was typed meanwhile stays a draft, of that script now. */
  readonly markSaved: (id: string, sent: Draft, version: number) => void;
}

const toKey = (id: string): string => `draft.${id}`;

/** What is typed but not saved, kept in the browser for each script. */
export function useDraft(firstId: string, initial: Draft, firstVersion: number | null): DraftState {
  const [kept] = useState(() => readSaved<KeptDraft | null>(toKey(firstId), null));
  const [draft, set] = useState<Draft>(kept ? { title: kept.title, code: kept.code } : initial);
  const latest = useRef(draft);
  const id = useRef(firstId);
  const version = useRef(kept ? (kept.version ?? firstVersion) : firstVersion);
  const show = (next: Draft): void => {
    latest.current = next;
    set(next);
  };
  const keep = (): void => save(toKey(id.current), { ...latest.current, version: version.current });
  return {
    draft,
    isRestored: kept !== null,
    basedOn: version.current,
    setDraft: (next) => {
      show(next);
      keep();
    },
    discard: (saved, savedVersion) => {
      version.current = savedVersion;
      show({ title: saved.title, code: saved.code });
      save(toKey(id.current), null);
    },
    markSaved: (savedId, sent, savedVersion) => {
      save(toKey(id.current), null);
      id.current = savedId;
      version.current = savedVersion;
      if (latest.current.code !== sent.code || latest.current.title !== sent.title) keep();
    },
  };
}
