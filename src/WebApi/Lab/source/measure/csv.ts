/** Columns as CSV with a header. Cells that a spreadsheet would run as a formula get an apostrophe. */
export function toCsv(header: readonly string[], columns: readonly ArrayLike<number | string | null>[]): string {
  const rows = Math.max(0, ...columns.map((c) => c.length));
  const lines = [header.map(quote).join(',')];
  for (let i = 0; i < rows; i++) lines.push(columns.map((c) => (c[i] === undefined || c[i] === null ? '' : quote(c[i]!))).join(','));
  return lines.join('\r\n') + '\r\n';
}

function quote(cell: number | string): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
