import { callFunction } from '../../server/functions.ts';
import { RingBuffer } from '../../measure/RingBuffer.ts';
import { planCapture } from './plan.ts';
import { activeChannels, type ChannelName, divisions, rangeFor, type ScopeSettings } from './settings.ts';
import { alignTrace, type Trace } from './Trace.ts';

/** Records traces by calls over HTTP, one after the other. Also used where the server has no live stream. */
export class HttpCaptures {
  private readonly ranges = new Map<string, number>();
  private roll = new Map<ChannelName, RingBuffer>();
  private rollGap = 0;
  private lastRoll = 0;

  async capture(settings: ScopeSettings, signal: AbortSignal): Promise<Trace | null> {
    await this.setRanges(settings, signal);
    if (settings.mode === 'roll') return this.captureRoll(settings, signal);
    const plan = planCapture(settings);
    if (!plan) return null;
    const { result } = await callFunction(plan.call, undefined, signal);
    const values = result.value as number[][];
    const columns = result.columns ?? [];
    const channels = new Map(plan.columns.map((name, i) => [name, values[i + 1] ?? []]));
    const clipped = plan.columns.filter((_, i) => columns[i + 1]?.clipped);
    this.forgetLostRanges(plan.columns, columns);
    return alignTrace(settings, plan.gap, channels, clipped);
  }

  private async setRanges(settings: ScopeSettings, signal: AbortSignal): Promise<void> {
    for (const name of ['CH1', 'CH2'] as const) {
      const range = rangeFor(settings.channels[name]);
      if (!settings.channels[name].on || this.ranges.get(name) === range) continue;
      await callFunction(`select_range('${name}', ${range})`, undefined, signal);
      this.ranges.set(name, range);
    }
  }

  /** Another user's turn sets the gains to 1. The columns say which range was used, so the next capture sets it again. */
  private forgetLostRanges(names: readonly ChannelName[], columns: readonly { readonly range?: readonly number[] }[]): void {
    names.forEach((name, i) => {
      const wanted = this.ranges.get(name),
        used = columns[i + 1]?.range?.[1];
      if (wanted !== undefined && used !== undefined && used > wanted * 1.5) this.ranges.delete(name);
    });
  }

  /** The mean of a few samples each time, put into a memory as wide as the screen. */
  private async captureRoll(settings: ScopeSettings, signal: AbortSignal): Promise<Trace | null> {
    const plan = planCapture({ ...settings, secondsPerDivision: 1e-5 });
    if (!plan) return null;
    const { result } = await callFunction(plan.call, undefined, signal);
    const values = result.value as number[][];
    const gap = Math.max(0.05, (divisions.x * settings.secondsPerDivision) / 1000);
    const now = performance.now() / 1000;
    const count = Math.ceil((divisions.x * settings.secondsPerDivision) / gap);
    if (gap !== this.rollGap || plan.columns.some((c) => !this.roll.has(c))) {
      this.roll = new Map(plan.columns.map((c) => [c, new RingBuffer(count)]));
      this.rollGap = gap;
      this.lastRoll = now - gap;
    }
    const steps = Math.min(count, Math.max(1, Math.round((now - this.lastRoll) / gap)));
    this.lastRoll += steps * gap;
    plan.columns.forEach((name, i) => {
      const column = values[i + 1] ?? [];
      const mean = column.reduce((sum, y) => sum + y, 0) / Math.max(1, column.length);
      for (let n = 0; n < steps; n++) this.roll.get(name)?.push(mean);
    });
    const channels = new Map(activeChannels(settings).map((name) => [name, this.roll.get(name)?.toArray() ?? []]));
    return alignTrace(settings, gap, channels, []);
  }
}
