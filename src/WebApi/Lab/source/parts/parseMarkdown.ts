/** The part of Markdown that lessons use: headings, paragraphs, lists, code, tables, and in them code, strong and emphasis. */
export type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface InlinePart {
  readonly kind: 'text' | 'code' | 'strong' | 'emphasis';
  readonly text: string;
}

export function parseBlocks(text: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length;) {
    const line = lines[i]!;
    if (line.trim() === '') i++;
    else if (line.startsWith('```')) {
      const end = lines.findIndex((l, n) => n > i && l.startsWith('```'));
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(i + 1, last).join('\n') });
      i = last + 1;
    } else if (/^ {4}\S/.test(line)) {
      const start = i;
      while (i < lines.length && (/^ {4}/.test(lines[i]!) || lines[i]!.trim() === '')) i++;
      blocks.push({
        kind: 'code',
        text: lines
          .slice(start, i)
          .map((l) => l.slice(4))
          .join('\n')
          .trimEnd(),
      });
    } else if (/^#{1,6} /.test(line)) blocks.push({ kind: 'heading', text: lines[i++]!.replace(/^#+ /, '') });
    else if (isItem(line)) {
      const isOrdered = /^\s*\d/.test(line);
      const items: string[] = [];
      for (; i < lines.length && lines[i]!.trim() !== ''; i++)
        if (isItem(lines[i]!)) items.push(lines[i]!.replace(/^\s*(?:[-*]|\d+[.)]) /, ''));
        else items[items.length - 1] += ` ${lines[i]!.trim()}`;
      blocks.push({ kind: 'list', isOrdered, items });
    } else if (line.startsWith('|') && /^\|[\s:|-]+$/.test(lines[i + 1] ?? '')) {
      const start = i;
      while (i < lines.length && lines[i]!.startsWith('|')) i++;
      const [header, , ...rows] = lines.slice(start, i).map(toCells);
      blocks.push({ kind: 'table', header: header!, rows });
    } else {
      const start = i;
      while (i < lines.length && lines[i]!.trim() !== '' && !/^(#{1,6} |```|\|)/.test(lines[i]!) && !(i > start && isItem(lines[i]!))) i++;
      blocks.push({ kind: 'paragraph', text: lines.slice(start, Math.max(i, start + 1)).join(' ') });
      i = Math.max(i, start + 1);
    }
  }
  return blocks;
}

const isItem = (line: string): boolean => /^\s{0,3}(?:[-*]|\d+[.)]) \S/.test(line);
const toCells = (line: string): string[] =>
  line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim());

export function parseInline(text: string): InlinePart[] {
  const parts: InlinePart[] = [];
  let last = 0;
  for (const found of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g)) {
    if (found.index > last) parts.push({ kind: 'text', text: text.slice(last, found.index) });
    parts.push(
      found[1] !== undefined
        ? { kind: 'code', text: found[1] }
        : found[2] !== undefined
          ? { kind: 'strong', text: found[2] }
          : { kind: 'emphasis', text: found[3]! },
    );
    last = found.index + found[0].length;
  }
  if (last < text.length) parts.push({ kind: 'text', text: text.slice(last) });
  return parts;
}
