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

/** The first canvas inside an element as a PNG, on the colour of the screen, with a caption below it. */
export function downloadPicture(name: string, inside: Element | null, caption = ''): void {
  const canvas = inside?.querySelector('canvas');
  if (!canvas) return;
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  const ratio = devicePixelRatio || 1;
  const line = caption ? 26 * ratio : 0;
  copy.height = canvas.height + line;
  const context = copy.getContext('2d')!;
  context.fillStyle = color('screen');
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  context.fillStyle = color('text');
  context.font = `${13 * ratio}px system-ui, sans-serif`;
  if (caption) context.fillText(caption, 8 * ratio, canvas.height + 18 * ratio);
  copy.toBlob((blob) => blob && download(name, blob));
}
