import { color } from '../app/theme.ts';

/** Offers a text or an image as a file. */
export function download(name: string, content: string | Blob, type = 'text/csv;charset=utf-8'): void {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/**
 * The canvases inside an element as a PNG, on the colour of the screen. One gets the caption below it; several stand below each other, each
 * with the name of its section.
 */
export function downloadPicture(name: string, inside: Element | null, caption = ''): void {
  const canvases = [...(inside?.querySelectorAll('canvas') ?? [])];
  if (canvases.length === 0) return;
  const captions = canvases.map((c) => (canvases.length === 1 ? caption : (c.closest('section')?.getAttribute('aria-label') ?? '')));
  const ratio = devicePixelRatio || 1;
  const line = captions.some((text) => text !== '') ? 26 * ratio : 0;
  const copy = document.createElement('canvas');
  copy.width = Math.max(...canvases.map((c) => c.width));
  copy.height = canvases.reduce((sum, c) => sum + c.height + line, 0);
  const context = copy.getContext('2d')!;
  context.fillStyle = color('screen');
  context.fillRect(0, 0, copy.width, copy.height);
  context.fillStyle = color('text');
  context.font = `${13 * ratio}px system-ui, sans-serif`;
  let top = 0;
  for (const [i, canvas] of canvases.entries()) {
    context.drawImage(canvas, 0, top);
    context.fillText(captions[i]!, 8 * ratio, top + canvas.height + 18 * ratio);
    top += canvas.height + line;
  }
  copy.toBlob((blob) => blob && download(name, blob));
}
