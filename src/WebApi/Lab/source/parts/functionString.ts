/** Where the caret is in a function string: which function, which argument. For hints; the server does the real parsing. */
export interface CaretPlace {
  /** The name before the parenthesis, or the beginning of a name. */
  readonly name: string;
  readonly isOpen: boolean;
  readonly argument: number;
  /** The name of a keyword argument, if the caret is in one. */
  readonly keyword: string | null;
}

export function findCaretPlace(text: string, caret: number): CaretPlace {
  const before = text.slice(0, caret);
  const open = before.indexOf('(');
  if (open < 0) return { name: before.trim(), isOpen: false, argument: 0, keyword: null };
  let argument = 0,
    depth = 0,
    quote = '',
    start = open + 1;
  for (let i = open + 1; i < before.length; i++) {
    const c = before[i]!;
    if (quote) {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if ('([{'.includes(c)) depth++;
    else if (')]}'.includes(c)) depth--;
    else if (c === ',' && depth === 0) {
      argument++;
      start = i + 1;
    }
  }
  const keyword = /^\s*([A-Za-z_]\w*)\s*=/.exec(before.slice(start))?.[1] ?? null;
  return { name: before.slice(0, open).trim(), isOpen: depth >= 0, argument, keyword };
}

/** How well a name fits what was typed: 0 not at all, larger is better. */
export function rank(name: string, typed: string): number {
  const a = name.toLowerCase(),
    b = typed.toLowerCase();
  if (a === b) return 4;
  if (a.startsWith(b)) return 3;
  if (a.split('_').some((word) => word.startsWith(b))) return 2;
  return a.includes(b) ? 1 : 0;
}
