/** A capture on the live stream. */
export interface Frame {
  readonly seq: number;
  /** Seconds between two points. */
  readonly dx: number;
  readonly x0: number;
  readonly channels: readonly FrameChannel[];
}

export interface FrameChannel {
  readonly name: string;
  readonly unit: string;
  readonly clipped: boolean;
  readonly samples: Float32Array;
}

/** Reads a binary frame: the length of a JSON header, the header, then the samples of each channel as 32-bit numbers, little endian. */
export function readFrame(buffer: ArrayBuffer): Frame {
  const view = new DataView(buffer);
  const length = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  let offset = 4 + length;
  const channels = header.channels.map((channel: { name: string; unit: string; clipped?: boolean }) => {
    const samples = new Float32Array(header.n);
    for (let i = 0; i < header.n; i++, offset += 4) samples[i] = view.getFloat32(offset, true);
    return { name: channel.name, unit: channel.unit, clipped: channel.clipped === true, samples };
  });
  return { seq: header.seq, dx: header.dx, x0: header.x0, channels };
}
