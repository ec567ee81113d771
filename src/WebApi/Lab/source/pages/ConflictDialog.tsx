import type { JSX } from 'preact';
import { Dialog } from '../parts/Dialog.tsx';
import { diffLines } from '../run/diffLines.ts';
import { DiffView } from '../run/DiffView.tsx';
import type { Script } from '../server/scripts.ts';
import { fill, t } from '../texts/index.ts';
import type { Draft } from './useDraft.ts';

interface ConflictProps {
  readonly mine: Draft;
  readonly theirs: Script;
  readonly onMine: () => void;
  readonly onTheirs: () => void;
  readonly onClose: () => void;
}

/** Asks which code to keep after the script was saved elsewhere, for example in another tab. */
export function ConflictDialog({ mine, theirs, onMine, onTheirs, onClose }: ConflictProps): JSX.Element {
  return (
    <Dialog label={t.scripts.conflict} onClose={onClose}>
      <h2>{t.scripts.conflict}</h2>
      <p>{fill(t.scripts.conflictAbout, { version: theirs.version })}</p>
      <div class="table-box" tabIndex={0} role="group" aria-label={t.runs.difference}>
        <DiffView lines={diffLines(theirs.code, mine.code)} />
      </div>
      <div class="row">
        <button type="button" class="button main-action" onClick={onMine}>
          {t.scripts.keepMine}
        </button>
        <button type="button" class="button" onClick={onTheirs}>
          {t.scripts.takeTheirs}
        </button>
        <button type="button" class="button quiet" onClick={onClose}>
          {t.cancel}
        </button>
      </div>
    </Dialog>
  );
}
