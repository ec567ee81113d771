import { color } from '../../app/theme.ts';
import { channelNames, type ChannelName, divisions, type ScopeSettings, triggerPosition } from './settings.ts';
import type { Trace } from './Trace.ts';

type Pen = CanvasRenderingContext2D;

export const channelColor = (name: ChannelName): string => color(`ch${channelNames.indexOf(name) + 1}`);

/** Lines tell channels apart besides their colours. */
const dashes: Record<ChannelName, number[]> = { CH1: [], CH2: [10, 3], CH3: [3, 3], MIC: [10, 3, 3, 3] };

export function drawGrid(pen: Pen, width: number, height: number): void {
  const dx = width / divisions.x,
    dy = height / divisions.y;
  pen.lineWidth = 1;
  for (let i = 1; i < divisions.x; i++) line(pen, i * dx, 0, i * dx, height, i === divisions.x / 2 ? color('axis') : color('grid'));
  for (let i = 1; i < divisions.y; i++) line(pen, 0, i * dy, width, i * dy, i === divisions.y / 2 ? color('axis') : color('grid'));
}

function line(pen: Pen, x1: number, y1: number, x2: number, y2: number, stroke: string, dash: number[] = []): void {
  pen.strokeStyle = stroke;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(Math.round(x1) + 0.5, Math.round(y1) + 0.5);
  pen.lineTo(Math.round(x2) + 0.5, Math.round(y2) + 0.5);
  pen.stroke();
  pen.setLineDash([]);
}

/** The vertical place of a voltage. */
export function toY(settings: ScopeSettings, name: ChannelName, volts: number, height: number): number {
  const channel = settings.channels[name];
  return height / 2 - (volts / channel.voltsPerDivision + channel.position) * (height / divisions.y);
}

/** The voltage at a height, given as a part of the screen from its top. */
export const toVolts = (settings: ScopeSettings, name: ChannelName, part: number): number =>
  ((0.5 - part) * divisions.y - settings.channels[name].position) * settings.channels[name].voltsPerDivision;

export function drawTraces(pen: Pen, width: number, height: number, settings: ScopeSettings, trace: Trace): void {
  const step = (width * trace.dx) / (divisions.x * settings.secondsPerDivision);
  for (const name of channelNames) {
    const samples = trace.channels.get(name);
    if (!settings.channels[name].on || !samples) continue;
    pen.strokeStyle = channelColor(name);
    pen.lineWidth = 1.8;
    pen.lineJoin = 'round';
    pen.setLineDash(step > 0.5 ? dashes[name] : []);
    pen.beginPath();
    const first = Math.max(0, Math.floor(trace.start)),
      last = Math.min(samples.length - 1, Math.ceil(trace.start + width / step));
    for (let i = first; i <= last; i++) pen.lineTo((i - trace.start) * step, toY(settings, name, samples[i]!, height));
    pen.stroke();
    pen.setLineDash([]);
  }
}

/** Zero lines at the left, the trigger's level at the right and its place at the top. */
export function drawMarks(pen: Pen, width: number, height: number, settings: ScopeSettings): void {
  for (const name of channelNames)
    if (settings.channels[name].on) tag(pen, 0, clamp(toY(settings, name, 0, height), height), name, channelColor(name), 'left');
  if (settings.mode === 'roll') return;
  const { source, level, edge } = settings.trigger;
  const y = clamp(toY(settings, source, level, height), height);
  line(pen, 0, y, width, y, channelColor(source), [2, 6]);
  tag(pen, width, y, edge === 'rising' ? 'T ↑' : 'T ↓', channelColor(source), 'right');
  pen.fillStyle = channelColor(source);
  pen.beginPath();
  const x = width * triggerPosition(settings.trigger);
  pen.moveTo(x - 6, 0);
  pen.lineTo(x + 6, 0);
  pen.lineTo(x, 9);
  pen.fill();
}

const clamp = (y: number, height: number): number => Math.min(height - 9, Math.max(9, y));

function tag(pen: Pen, x: number, y: number, text: string, fill: string, side: 'left' | 'right'): void {
  pen.font = '600 11px system-ui, sans-serif';
  const width = pen.measureText(text).width + 10;
  const left = side === 'left' ? x : x - width;
  pen.fillStyle = fill;
  pen.fillRect(left, y - 8, width, 16);
  pen.fillStyle = color('screen');
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(text, left + 5, y + 0.5);
}

export function drawCursors(pen: Pen, width: number, height: number, settings: ScopeSettings): void {
  if (settings.cursors === 'off') return;
  for (const [name, at] of [
    ['A', settings.cursorA],
    ['B', settings.cursorB],
  ] as const) {
    pen.fillStyle = color('text');
    pen.font = '600 12px system-ui, sans-serif';
    if (settings.cursors === 'time') {
      const x = (at / divisions.x) * width;
      line(pen, x, 0, x, height, color('text'), [6, 4]);
      pen.fillText(name, x + 4, 12);
    } else {
      const y = height / 2 - ((at - divisions.x / 2) * height) / divisions.y;
      line(pen, 0, y, width, y, color('text'), [6, 4]);
      pen.fillText(name, width - 60, y - 8);
    }
  }
}
