import { color } from '../app/theme.ts';
import { download } from '../parts/download.ts';
import type { Run } from '../server/runs.ts';
import { formatTime } from '../texts/index.ts';

const width = 900,
  margin = 24,
  line = 22;

/** The texts, values and plots of a run below each other in one PNG, as far as they are shown. */
export function downloadRunPicture(name: string, run: Run, inside: HTMLElement | null): void {
  if (!inside) return;
  const parts = [...inside.querySelectorAll<HTMLElement>('.application > *')];
  const drawn = parts.map((part) => part.querySelector('canvas') ?? part.querySelector('img') ?? part);
  const heights = drawn.map(
    (part) => (part instanceof HTMLElement && !isPicture(part) ? lines(part).length * line : scaledHeight(part)) + 12,
  );
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = Math.min(16_000, 80 + margin + heights.reduce((sum, h) => sum + h, 0));
  const context = picture.getContext('2d')!;
  context.fillStyle = color('surface');
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = color('text');
  context.font = '600 20px system-ui, sans-serif';
  context.fillText(run.title, margin, 36, width - 2 * margin);
  context.font = '14px system-ui, sans-serif';
  context.fillText([formatTime(run.createdAt), run.device, run.circuit].filter(Boolean).join(' · '), margin, 60, width - 2 * margin);
  let top = 90;
  drawn.forEach((part, i) => {
    if (isPicture(part)) context.drawImage(part, margin, top, width - 2 * margin, scaledHeight(part));
    else lines(part).forEach((text, n) => context.fillText(text, margin, top + 14 + n * line, width - 2 * margin));
    top += heights[i]!;
  });
  picture.toBlob((blob) => blob && download(name, blob));
}

const isPicture = (part: Element): part is HTMLCanvasElement | HTMLImageElement =>
  part instanceof HTMLCanvasElement || part instanceof HTMLImageElement;

function scaledHeight(part: Element): number {
  const box = part.getBoundingClientRect();
  return box.width === 0 ? 0 : Math.round((box.height * (width - 2 * margin)) / box.width);
}

const lines = (part: Element): string[] => ((part as HTMLElement).innerText ?? '').split('\n').filter((text) => text.trim() !== '');
