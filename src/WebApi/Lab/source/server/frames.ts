/** A capture on the live stream. */
export interface Frame {
  readonly seq: number;
  /** Seconds since the stream began. */
  readonly time: number;
  /** Seconds between two points. */
  readonly dx: number;
  readonly x0: number;
  readonly isTriggered: boolean;
  readonly channels: readonly FrameChannel[];
}

export interface FrameChannel {
  readonly name: string;
  readonly unit: string;
  readonly clipped: boolean;
  /** The range of the input in volts; null for inputs with one range. */
  readonly range: number | null;
  readonly samples: Float32Array;
}

interface Header {
  readonly seq: number;
  readonly t: number;
  readonly x0: number;
  readonly dx: number;
  readonly n: number;
  readonly triggered?: boolean;
  readonly channels: readonly {
    readonly name: string;
    readonly unit: string;
    readonly clipped?: boolean;
    readonly range?: number | null;
  }[];
}

/** Reads a binary frame: the length of a JSON header, the header, then the samples of each channel as 32-bit numbers, little endian. */
export function readFrame(buffer: ArrayBuffer): Frame {
  const view = new DataView(buffer);
  const length = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))) as Header;
  let offset = 4 + length;
  const channels = header.channels.map((channel) => {
    const samples = new Float32Array(header.n);
    for (let i = 0; i < header.n; i++, offset += 4) samples[i] = view.getFloat32(offset, true);
    return { name: channel.name, unit: channel.unit, clipped: channel.clipped === true, range: channel.range ?? null, samples };
  });
  return { seq: header.seq, time: header.t, dx: header.dx, x0: header.x0, isTriggered: header.triggered !== false, channels };
}
