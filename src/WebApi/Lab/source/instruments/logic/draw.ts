import { color } from '../../app/theme.ts';
import type { Decoded, LogicTrace } from '../../decode/LogicTrace.ts';
import { stepsOf125 } from '../../measure/steps.ts';
import { formatSi } from '../../measure/si.ts';

export interface Window {
  readonly from: number;
  readonly to: number;
}

const ruler = 24,
  decodedHeight = 26,
  left = 46;

export const toTime = (x: number, width: number, window: Window): number =>
  window.from + ((x - left) / (width - left)) * (window.to - window.from);

export function drawLogic(
  pen: CanvasRenderingContext2D,
  width: number,
  height: number,
  traces: readonly LogicTrace[],
  decoded: readonly Decoded[],
  window: Window,
  cursors: readonly (number | null)[],
): void {
  const toX = (time: number): number => left + ((time - window.from) / (window.to - window.from)) * (width - left);
  pen.font = '12px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  const span = window.to - window.from;
  const step = stepsOf125(1e-8, 100).find((s) => (s / span) * (width - left) > 80) ?? span;
  for (let time = Math.ceil(window.from / step) * step; time <= window.to; time += step) {
    pen.fillStyle = color('grid');
    pen.fillRect(Math.round(toX(time)), 0, 1, height);
    pen.fillStyle = color('muted');
    pen.fillText(formatSi(Math.abs(time) < step / 1e3 ? 0 : time, 's', 4), toX(time) + 4, ruler / 2);
  }
  const band = (height - ruler - decodedHeight) / Math.max(1, traces.length);
  traces.forEach((trace, i) => {
    const high = ruler + i * band + band * 0.2,
      low = ruler + i * band + band * 0.8;
    const tone = color(`ch${Number(trace.name.slice(2)) || i + 1}`);
    pen.fillStyle = tone;
    pen.font = '600 13px system-ui, sans-serif';
    pen.fillText(trace.name, 8, (high + low) / 2);
    drawLevels(pen, trace, window, toX, high, low, tone, width);
  });
  pen.font = '11px ui-monospace, monospace';
  for (const item of decoded) {
    const x1 = Math.max(left, toX(item.from)),
      x2 = Math.min(width, Math.max(toX(item.to), toX(item.from) + 14));
    if (x2 < left || x1 > width) continue;
    pen.fillStyle = item.isError ? color('bad-soft') : color('accent-soft');
    pen.fillRect(x1, height - decodedHeight + 3, x2 - x1, decodedHeight - 6);
    pen.fillStyle = item.isError ? color('bad') : color('accent');
    pen.save();
    pen.beginPath();
    pen.rect(x1, height - decodedHeight, x2 - x1, decodedHeight);
    pen.clip();
    pen.fillText(item.text, x1 + 3, height - decodedHeight / 2);
    pen.restore();
  }
  cursors.forEach((time, i) => {
    if (time === null) return;
    pen.fillStyle = color('text');
    pen.fillRect(Math.round(toX(time)), ruler, 1, height - ruler);
    pen.fillText(i === 0 ? 'A' : 'B', toX(time) + 3, ruler + 8);
  });
}

function drawLevels(
  pen: CanvasRenderingContext2D,
  trace: LogicTrace,
  window: Window,
  toX: (time: number) => number,
  high: number,
  low: number,
  tone: string,
  width: number,
): void {
  pen.strokeStyle = tone;
  pen.lineWidth = 1.8;
  pen.beginPath();
  let level = trace.startsHigh,
    lastX = left;
  pen.moveTo(left, level ? high : low);
  for (const time of trace.edges) {
    level = !level;
    if (time < window.from) {
      pen.moveTo(left, level ? high : low);
      continue;
    }
    if (time > window.to) {
      level = !level;
      break;
    }
    const x = toX(time);
    // Edges closer than half a pixel are one line.
    if (x - lastX < 0.5 && x > left + 1) {
      pen.moveTo(x, level ? high : low);
      continue;
    }
    pen.lineTo(x, level ? low : high);
    pen.lineTo(x, level ? high : low);
    lastX = x;
  }
  pen.lineTo(width, level ? high : low);
  pen.stroke();
}
