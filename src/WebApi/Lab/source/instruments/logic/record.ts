import type { LogicTrace } from '../../decode/LogicTrace.ts';
import type { Frame } from '../../server/frames.ts';
import type { Calls } from '../useCalls.ts';

export const inputs = ['LA1', 'LA2', 'LA3', 'LA4'] as const;
export type LogicInput = (typeof inputs)[number];

export interface LogicTrigger {
  readonly source: LogicInput | null;
  readonly edge: 'rising' | 'falling';
}

/** The time stamps of three and four inputs have 16 bits, so that edges farther apart cannot be timed. */
const mostSecondsOfMany = 0.2;

/** A stream records twice as long to find the trigger. */
export const longestRecording = (count: number, isStreamed: boolean): number =>
  count > 2 ? mostSecondsOfMany / (isStreamed ? 2 : 1) : isStreamed ? 1 : 5;

/** The function that records the edges of some inputs. The board records one, two, or all four with times of that length. */
export function toStartCall(wanted: readonly LogicInput[], seconds: number): string {
  const [first, second] = wanted;
  if (wanted.length <= 1) return `start_one_channel_LA('${first ?? 'LA1'}', 1, '${first ?? 'LA1'}', 0)`;
  if (wanted.length === 2) return `start_two_channel_LA(chans=['${first}', '${second}'], modes=[1, 1])`;
  return `start_four_channel_LA(trigger=False, maximum_time=${Math.min(0.262, Math.max(0.001, seconds))}, mode=[1, 1, 1, 1])`;
}

const attempts = 3;

/** Records once. Another user's turn between the calls ends the recording, so then it is made again. */
export async function record(
  wanted: readonly LogicInput[],
  seconds: number,
  calls: Pick<Calls, 'call' | 'hasLostSettings'>,
): Promise<LogicTrace[] | 'disturbed' | null> {
  for (let i = 0; i < attempts; i++) {
    const found = await recordOnce(wanted, seconds, calls);
    if (found !== 'disturbed') return found;
  }
  return 'disturbed';
}

async function recordOnce(
  wanted: readonly LogicInput[],
  seconds: number,
  { call, hasLostSettings }: Pick<Calls, 'call' | 'hasLostSettings'>,
): Promise<LogicTrace[] | 'disturbed' | null> {
  if (!(await call(toStartCall(wanted, seconds)))) return null;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const start = await call('get_LA_initial_states()');
  if (hasLostSettings()) return 'disturbed';
  const edges = await call('fetch_LA_channels()');
  if (hasLostSettings()) return 'disturbed';
  await call('stop_LA()');
  if (!start || !edges) return null;
  const levels = (start.value as [number, number, number, number, boolean[]])[4];
  const columns = edges.columns ?? [];
  return columns
    .map((column, i) => ({
      name: column.name,
      startsHigh: levels[inputs.indexOf(column.name as LogicInput)] ?? false,
      edges: (edges.value as number[][])[i]!.filter((time) => time <= seconds),
    }))
    .filter((trace) => wanted.includes(trace.name as LogicInput));
}

const streamedSamples = 4000;

/** The settings of a live stream that records these inputs. */
export function toLogicStream(
  wanted: readonly LogicInput[],
  seconds: number,
  trigger: LogicTrigger,
  mode: 'auto' | 'normal' | 'single',
  observable: boolean,
): object {
  const length = Math.min(seconds, longestRecording(wanted.length, true));
  return {
    instrument: 'logic',
    channels: wanted,
    samples: streamedSamples,
    timegap: Math.max(0.125, (length * 1e6) / streamedSamples),
    points: streamedSamples,
    trigger: trigger.source && wanted.includes(trigger.source) ? { channel: trigger.source, edge: trigger.edge, position: 0.1 } : null,
    mode,
    observable,
  };
}

/** The edges of a frame of zeros and ones. Time counts from the beginning of the frame. */
export function toTraces(frame: Frame): LogicTrace[] {
  return frame.channels.map(({ name, samples }) => {
    const edges: number[] = [];
    for (let i = 1; i < samples.length; i++) if (samples[i]! > 0.5 !== samples[i - 1]! > 0.5) edges.push(i * frame.dx);
    return { name, startsHigh: (samples[0] ?? 0) > 0.5, edges };
  });
}
