/** One input of the logic analyser: its level at the start and the times, in seconds, at which it changed. */
export interface LogicTrace {
  readonly name: string;
  readonly startsHigh: boolean;
  readonly edges: readonly number[];
}

/** What a decoder found. `text` is shown on the trace. */
export interface Decoded {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly isError?: boolean;
}

export function levelAt(trace: LogicTrace, time: number): boolean {
  let low = 0,
    high = trace.edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (trace.edges[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return (low % 2 === 1) !== trace.startsHigh;
}

/** The times of the edges that end high (or low). */
export function edgesTo(trace: LogicTrace, high: boolean): number[] {
  return trace.edges.filter((_, i) => ((i % 2 === 0) !== trace.startsHigh) === high);
}

export function toHex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
