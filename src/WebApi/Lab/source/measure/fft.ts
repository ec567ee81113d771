/** The spectrum of a trace: a radix-2 FFT behind a window, scaled so that a sine of 1 V shows 1 V. */

export const windows = {
  rectangular: () => 1,
  hann: (p: number) => 0.5 - 0.5 * Math.cos(2 * Math.PI * p),
  hamming: (p: number) => 0.54 - 0.46 * Math.cos(2 * Math.PI * p),
  blackman: (p: number) => 0.42 - 0.5 * Math.cos(2 * Math.PI * p) + 0.08 * Math.cos(4 * Math.PI * p),
  flattop: (p: number) =>
    0.21557895 -
    0.41663158 * Math.cos(2 * Math.PI * p) +
    0.277263158 * Math.cos(4 * Math.PI * p) -
    0.083578947 * Math.cos(6 * Math.PI * p) +
    0.006947368 * Math.cos(8 * Math.PI * p),
} as const;

export type WindowName = keyof typeof windows;

export interface Spectrum {
  readonly frequencies: Float64Array;
  /** The peak amplitude of each frequency, in the unit of the trace. */
  readonly amplitudes: Float64Array;
}

/** @param dx seconds between two samples. The largest power of two of them is used; the mean is taken away first. */
export function spectrum(samples: ArrayLike<number>, dx: number, window: WindowName = 'hann'): Spectrum {
  const n = samples.length < 2 ? 0 : 2 ** Math.floor(Math.log2(samples.length));
  const real = new Float64Array(n),
    imaginary = new Float64Array(n);
  let mean = 0,
    weight = 0;
  for (let i = 0; i < n; i++) mean += samples[i]! / n;
  for (let i = 0; i < n; i++) {
    const w = windows[window](i / n);
    weight += w;
    real[i] = (samples[i]! - mean) * w;
  }
  transform(real, imaginary);
  const frequencies = new Float64Array(n / 2),
    amplitudes = new Float64Array(n / 2);
  for (let i = 0; i < n / 2; i++) {
    frequencies[i] = i / (n * dx);
    amplitudes[i] = (Math.hypot(real[i]!, imaginary[i]!) * (i === 0 ? 1 : 2)) / weight;
  }
  return { frequencies, amplitudes };
}

/** In place. The length is a power of two. */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  const n = real.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j]!, real[i]!];
      [imaginary[i], imaginary[j]] = [imaginary[j]!, imaginary[i]!];
    }
  }
  for (let size = 2; size <= n; size <<= 1) {
    const half = size >> 1,
      step = (-2 * Math.PI) / size;
    for (let k = 0; k < half; k++) {
      const c = Math.cos(step * k),
        s = Math.sin(step * k);
      for (let i = k; i < n; i += size) {
        const j = i + half;
        const r = real[j]! * c - imaginary[j]! * s,
          m = real[j]! * s + imaginary[j]! * c;
        real[j] = real[i]! - r;
        imaginary[j] = imaginary[i]! - m;
        real[i] = real[i]! + r;
        imaginary[i] = imaginary[i]! + m;
      }
    }
  }
}
