import { color } from '../../app/theme.ts';
import { channelNames, type ChannelName, divisions, type ScopeSettings, triggerPosition } from './settings.ts';
import type { Trace } from './Trace.ts';

export const channelColor = (name: ChannelName): string => color(`ch${channelNames.indexOf(name) + 1}`);

/** Lines tell channels apart besides their colours. */
const dashes: Record<ChannelName, number[]> = { CH1: [], CH2: [10, 3], CH3: [3, 3], MIC: [10, 3, 3, 3] };

export function drawGrid(context: CanvasRenderingContext2D, width: number, height: number): void {
  const dx = width / divisions.x,
    dy = height / divisions.y;
  context.lineWidth = 1;
  for (let i = 1; i < divisions.x; i++) line(context, i * dx, 0, i * dx, height, i === divisions.x / 2 ? color('axis') : color('grid'));
  for (let i = 1; i < divisions.y; i++) line(context, 0, i * dy, width, i * dy, i === divisions.y / 2 ? color('axis') : color('grid'));
}

function line(
  context: CanvasRenderingContext2D,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  dash: number[] = [],
): void {
  context.strokeStyle = stroke;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  context.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
  context.stroke();
  context.setLineDash([]);
}

/** The vertical place of a voltage. */
export function toY(settings: ScopeSettings, name: ChannelName, volts: number, height: number): number {
  const channel = settings.channels[name];
  return height / 2 - (volts / channel.voltsPerDivision + channel.position) * (height / divisions.y);
}

/** The voltage at a height, given as a part of the screen from its top. */
export const toVolts = (settings: ScopeSettings, name: ChannelName, part: number): number =>
  ((0.5 - part) * divisions.y - settings.channels[name].position) * settings.channels[name].voltsPerDivision;

export function drawTraces(context: CanvasRenderingContext2D, width: number, height: number, settings: ScopeSettings, trace: Trace): void {
  const step = (width * trace.dx) / (divisions.x * settings.secondsPerDivision);
  for (const name of channelNames) {
    const samples = trace.channels.get(name);
    if (!settings.channels[name].on || !samples) continue;
    context.strokeStyle = channelColor(name);
    context.lineWidth = 1.8;
    context.lineJoin = 'round';
    context.setLineDash(step > 0.5 ? dashes[name] : []);
    context.beginPath();
    const first = Math.max(0, Math.floor(trace.start)),
      last = Math.min(samples.length - 1, Math.ceil(trace.start + width / step));
    for (let i = first; i <= last; i++) context.lineTo((i - trace.start) * step, toY(settings, name, samples[i]!, height));
    context.stroke();
    context.setLineDash([]);
  }
}

/** Zero lines at the left, the trigger's level at the right and its place at the top. */
export function drawMarks(context: CanvasRenderingContext2D, width: number, height: number, settings: ScopeSettings): void {
  // Tags of zero lines at the same height stand beside each other.
  const tags: number[] = [];
  for (const name of channelNames) {
    if (!settings.channels[name].on) continue;
    const y = clamp(toY(settings, name, 0, height), height);
    const before = tags.filter((other) => Math.abs(other - y) < tagHeight).length;
    tags.push(y);
    tag(context, before * tagSpacing, y, name, channelColor(name), 'left');
  }
  if (settings.mode === 'roll') return;
  const { source, level, edge } = settings.trigger;
  const y = clamp(toY(settings, source, level, height), height);
  line(context, 0, y, width, y, channelColor(source), [2, 6]);
  tag(context, width, y, edge === 'rising' ? 'T ↑' : 'T ↓', channelColor(source), 'right');
  context.fillStyle = channelColor(source);
  context.beginPath();
  const x = width * triggerPosition(settings.trigger);
  context.moveTo(x - 6, 0);
  context.lineTo(x + 6, 0);
  context.lineTo(x, 9);
  context.fill();
}

const tagHeight = 16,
  tagSpacing = 40;

const clamp = (y: number, height: number): number => Math.min(height - 9, Math.max(9, y));

function tag(context: CanvasRenderingContext2D, x: number, y: number, text: string, fill: string, side: 'left' | 'right'): void {
  context.font = '600 11px system-ui, sans-serif';
  const width = context.measureText(text).width + 10;
  const left = side === 'left' ? x : x - width;
  context.fillStyle = fill;
  context.fillRect(left, y - 8, width, 16);
  context.fillStyle = color('screen');
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, left + 5, y + 0.5);
}

export function drawCursors(context: CanvasRenderingContext2D, width: number, height: number, settings: ScopeSettings): void {
  if (settings.cursors === 'off') return;
  for (const [name, at] of [
    ['A', settings.cursorA],
    ['B', settings.cursorB],
  ] as const) {
    context.fillStyle = color('text');
    context.font = '600 12px system-ui, sans-serif';
    if (settings.cursors === 'time') {
      const x = (at / divisions.x) * width;
      line(context, x, 0, x, height, color('text'), [6, 4]);
      context.fillText(name, x + 4, 12);
    } else {
      const y = height / 2 - ((at - divisions.x / 2) * height) / divisions.y;
      line(context, 0, y, width, y, color('text'), [6, 4]);
      context.fillText(name, width - 60, y - 8);
    }
  }
}
