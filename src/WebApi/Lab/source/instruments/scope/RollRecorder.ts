import { RingBuffer } from '../../measure/RingBuffer.ts';
import type { Frame } from '../../server/frames.ts';
import { activeChannels, type ChannelName, divisions, type ScopeSettings } from './settings.ts';
import { alignTrace, type Trace } from './Trace.ts';

/** Puts single readings into a memory as wide as the screen. */
export class RollRecorder {
  private memory = new Map<ChannelName, RingBuffer>();
  private gap = 0;
  private last = 0;

  add(settings: ScopeSettings, frame: Frame): Trace {
    const names = activeChannels(settings);
    const width = divisions.x * settings.secondsPerDivision;
    const gap = Math.max(1 / 30, width / 1000);
    const count = Math.ceil(width / gap);
    if (gap !== this.gap || frame.time < this.last || names.some((name) => !this.memory.has(name))) {
      this.memory = new Map(names.map((name) => [name, new RingBuffer(count)]));
      this.gap = gap;
      this.last = frame.time - gap;
    }
    // A place in the memory is a time: readings that come late fill the places before them too.
    const steps = Math.min(count, Math.floor((frame.time - this.last) / gap));
    this.last += steps * gap;
    for (const channel of frame.channels)
      for (let i = 0; i < steps; i++) this.memory.get(channel.name as ChannelName)?.push(channel.samples[0]!);
    return alignTrace(settings, gap, new Map(names.map((name) => [name, this.memory.get(name)!.toArray()])), []);
  }
}
