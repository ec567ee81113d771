import type { JSX } from 'preact';
import type { DiffLine } from './diffLines.ts';

export function DiffView({ lines }: { lines: readonly DiffLine[] }): JSX.Element {
  return (
    <ol class="source">
      {lines.map((line, i) => (
        <li key={i} class={line.kind}>
          <code>{line.text || ' '}</code>
        </li>
      ))}
    </ol>
  );
}
