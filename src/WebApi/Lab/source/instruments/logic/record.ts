import type { LogicTrace } from '../../decode/LogicTrace.ts';
import type { Calls } from '../useCalls.ts';

export const inputs = ['LA1', 'LA2', 'LA3', 'LA4'] as const;
export type LogicInput = (typeof inputs)[number];

/** The function that records the edges of some inputs. The board records one, two, the first three, or all four. */
export function toStartCall(wanted: readonly LogicInput[], seconds: number): string {
  const [first, second] = wanted;
  if (wanted.length <= 1) return `start_one_channel_LA('${first ?? 'LA1'}', 1, '${first ?? 'LA1'}', 0)`;
  if (wanted.length === 2) return `start_two_channel_LA(chans=['${first}', '${second}'], modes=[1, 1])`;
  if (!wanted.includes('LA4')) return 'start_three_channel_LA(modes=[1, 1, 1], trigger_mode=0)';
  return `start_four_channel_LA(trigger=False, maximum_time=${Math.min(0.26, Math.max(0.001, seconds))}, mode=[1, 1, 1, 1])`;
}

export async function record(wanted: readonly LogicInput[], seconds: number, call: Calls['call']): Promise<LogicTrace[] | null> {
  if (!(await call(toStartCall(wanted, seconds)))) return null;
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const start = await call('get_LA_initial_states()');
  const edges = await call('fetch_LA_channels()');
  await call('stop_LA()');
  if (!start || !edges) return null;
  const levels = (start.value as [number, number, number, number, boolean[]])[4];
  const columns = edges.columns ?? [];
  return columns
    .map((column, i) => ({
      name: column.name,
      startsHigh: levels[inputs.indexOf(column.name as LogicInput)] ?? false,
      edges: (edges.value as number[][])[i]!.filter((time) => time <= seconds * 1.5),
    }))
    .filter((trace) => wanted.includes(trace.name as LogicInput));
}
