import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { TextField } from '../parts/fields.tsx';
import { renameClass } from '../server/classes.ts';
import { t } from '../texts/index.ts';

interface ClassNameProps {
  readonly id: string;
  readonly name: string;
  readonly change: (work: () => Promise<unknown>) => Promise<void>;
}

export function ClassName({ id, name, change }: ClassNameProps): JSX.Element {
  const [text, setText] = useState(name);
  return (
    <form
      class="row"
      onSubmit={(e) => {
        e.preventDefault();
        void change(() => renameClass(id, text.trim()));
      }}
    >
      <TextField label={t.classes.name} value={text} onChange={setText} maxLength={100} required />
      <button class="button" disabled={text.trim() === '' || text.trim() === name}>
        {t.save}
      </button>
    </form>
  );
}
