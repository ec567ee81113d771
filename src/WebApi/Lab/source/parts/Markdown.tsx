import type { JSX } from 'preact';
import { type Block, parseBlocks, parseInline } from './parseMarkdown.ts';

/** Text with the few marks that lessons use. It becomes elements, never HTML, so nothing in it is run. */
export function Markdown({ text }: { text: string }): JSX.Element {
  return (
    <div class="lesson-text">
      {parseBlocks(text).map((block, i) => (
        <BlockView key={i} block={block} />
      ))}
    </div>
  );
}

function BlockView({ block }: { block: Block }): JSX.Element {
  switch (block.kind) {
    case 'heading':
      return (
        <h2>
          <Inline text={block.text} />
        </h2>
      );
    case 'list':
      return block.isOrdered ? (
        <ol class="numbered">
          {block.items.map((item, i) => (
            <li key={i}>
              <Inline text={item} />
            </li>
          ))}
        </ol>
      ) : (
        <ul>
          {block.items.map((item, i) => (
            <li key={i}>
              <Inline text={item} />
            </li>
          ))}
        </ul>
      );
    case 'code':
      return <pre class="console">{block.text}</pre>;
    case 'table':
      return (
        <div class="table-box">
          <table class="data">
            <thead>
              <tr>
                {block.header.map((cell, i) => (
                  <th key={i}>
                    <Inline text={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, n) => (
                    <td key={n}>
                      <Inline text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    default:
      return (
        <p>
          <Inline text={block.text} />
        </p>
      );
  }
}

function Inline({ text }: { text: string }): JSX.Element {
  return (
    <>
      {parseInline(text).map((part, i) => {
        if (part.kind === 'code') return <code key={i}>{part.text}</code>;
        if (part.kind === 'strong') return <strong key={i}>{part.text}</strong>;
        return part.kind === 'emphasis' ? <em key={i}>{part.text}</em> : part.text;
      })}
    </>
  );
}
