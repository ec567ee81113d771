/** Amplitude and phase of a known frequency in a trace, by least squares; for the Bode plotter. */
export interface SineFit {
  readonly amplitude: number;
  /** Radians: the trace is amplitude · sin(2πft + phase) + offset. */
  readonly phase: number;
  readonly offset: number;
}

/** @param dx seconds between two samples */
export function fitSine(samples: ArrayLike<number>, dx: number, frequency: number): SineFit {
  // Normal equations of y = a sin + b cos + c.
  const m = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const v = [0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const basis = [Math.sin(2 * Math.PI * frequency * i * dx), Math.cos(2 * Math.PI * frequency * i * dx), 1];
    for (let r = 0; r < 3; r++) {
      v[r]! += basis[r]! * samples[i]!;
      for (let c = 0; c < 3; c++) m[r * 3 + c]! += basis[r]! * basis[c]!;
    }
  }
  const determinant = (a: number[]): number =>
    a[0]! * (a[4]! * a[8]! - a[5]! * a[7]!) - a[1]! * (a[3]! * a[8]! - a[5]! * a[6]!) + a[2]! * (a[3]! * a[7]! - a[4]! * a[6]!);
  const whole = determinant(m);
  const [a, b, c] = [0, 1, 2].map((column) => determinant(m.map((x, i) => (i % 3 === column ? v[Math.floor(i / 3)]! : x))) / whole);
  return { amplitude: Math.hypot(a!, b!), phase: Math.atan2(b!, a!), offset: c! };
}

/** An angle in degrees from −180 to 180. */
export function toDegrees(radians: number): number {
  const turns = radians / (2 * Math.PI);
  return (turns - Math.round(turns)) * 360;
}
