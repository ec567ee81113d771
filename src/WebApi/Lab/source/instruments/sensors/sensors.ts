/** Sensors on the I2C bus: how they are woken and read, and what their bytes mean. */
export interface SensorReading {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

export interface Bus {
  read(register: number, count: number): Promise<readonly number[]>;
  write(register: number, data: readonly number[]): Promise<unknown>;
  wait(ms: number): Promise<void>;
}

export interface Sensor {
  readonly name: string;
  readonly address: number;
  start(bus: Bus): Promise<void>;
  read(bus: Bus): Promise<SensorReading[]>;
}

export const signed = (high: number, low: number): number => (((high << 8) | low) << 16) >> 16;
const axes = ['x', 'y', 'z'] as const;

const mpu6050: Sensor = {
  name: 'MPU6050',
  address: 0x68,
  start: async (bus) => void (await bus.write(0x6b, [0])),
  async read(bus) {
    const b = await bus.read(0x3b, 14);
    const word = (i: number): number => signed(b[2 * i]!, b[2 * i + 1]!);
    return [
      ...axes.map((axis, i) => ({ name: `a ${axis}`, value: (word(i) / 16384) * 9.80665, unit: 'm/s²' })),
      ...axes.map((axis, i) => ({ name: `ω ${axis}`, value: word(i + 4) / 131, unit: '°/s' })),
      { name: 'T', value: word(3) / 340 + 36.53, unit: '°C' },
    ];
  },
};

const hmc5883l: Sensor = {
  name: 'HMC5883L',
  address: 0x1e,
  start: async (bus) => void (await bus.write(0x02, [0])),
  async read(bus) {
    const b = await bus.read(0x03, 6);
    // The order in the chip is x, z, y; 1090 steps are 1 gauss.
    return (
      [
        ['x', 0],
        ['y', 4],
        ['z', 2],
      ] as const
    ).map(([axis, i]) => ({ name: `B ${axis}`, value: signed(b[i]!, b[i + 1]!) / 1090 / 1e4, unit: 'T' }));
  },
};

const tsl2561: Sensor = {
  name: 'TSL2561',
  address: 0x39,
  start: async (bus) => void (await bus.write(0x80, [3])),
  async read(bus) {
    const b = await bus.read(0xac, 4);
    const all = b[0]! | (b[1]! << 8),
      infrared = b[2]! | (b[3]! << 8);
    return [{ name: 'E', value: lux(all, infrared), unit: 'lx' }];
  },
};

/** The formula of the data sheet for packages T, FN and CL, at the low gain of 1 and 402 ms. */
export function lux(all: number, infrared: number): number {
  const c0 = all * 16,
    c1 = infrared * 16,
    ratio = all === 0 ? 0 : infrared / all;
  if (ratio <= 0.5) return 0.0304 * c0 - 0.062 * c0 * ratio ** 1.4;
  if (ratio <= 0.61) return 0.0224 * c0 - 0.031 * c1;
  if (ratio <= 0.8) return 0.0128 * c0 - 0.0153 * c1;
  return ratio <= 1.3 ? 0.00146 * c0 - 0.00112 * c1 : 0;
}

const sht21: Sensor = {
  name: 'SHT21',
  address: 0x40,
  start: async () => undefined,
  async read(bus) {
    const temperature = await bus.read(0xe3, 3),
      humidity = await bus.read(0xe5, 3);
    const word = (b: readonly number[]): number => ((b[0]! << 8) | b[1]!) & 0xfffc;
    return [
      { name: 'T', value: -46.85 + (175.72 * word(temperature)) / 65536, unit: '°C' },
      { name: 'RH', value: -6 + (125 * word(humidity)) / 65536, unit: '%' },
    ];
  },
};

const bmp180: Sensor = {
  name: 'BMP180',
  address: 0x77,
  start: async () => undefined,
  async read(bus) {
    const calibration = await bus.read(0xaa, 22);
    await bus.write(0xf4, [0x2e]);
    await bus.wait(5);
    const t = await bus.read(0xf6, 2);
    await bus.write(0xf4, [0x34]);
    await bus.wait(5);
    const p = await bus.read(0xf6, 3);
    const found = compensateBmp180(calibration, (t[0]! << 8) | t[1]!, ((p[0]! << 16) | (p[1]! << 8) | p[2]!) >> 8);
    return [
      { name: 'T', value: found.temperature, unit: '°C' },
      { name: 'p', value: found.pressure, unit: 'Pa' },
    ];
  },
};

/** The calculation of the data sheet, at oversampling 0. */
export function compensateBmp180(c: readonly number[], ut: number, up: number): { temperature: number; pressure: number } {
  const word = (i: number): number => signed(c[2 * i]!, c[2 * i + 1]!);
  const unsigned = (i: number): number => (c[2 * i]! << 8) | c[2 * i + 1]!;
  const x1 = ((ut - unsigned(5)) * unsigned(4)) / 32768;
  const x2 = (word(9) * 2048) / (x1 + word(10));
  const b5 = x1 + x2,
    b6 = b5 - 4000;
  const x3 = (word(7) * ((b6 * b6) / 4096)) / 2048 + (word(1) * b6) / 2048;
  const b3 = (word(0) * 4 + x3 + 2) / 4;
  const y3 = ((word(2) * b6) / 8192 + (word(6) * ((b6 * b6) / 4096)) / 65536 + 2) / 4;
  const b4 = (unsigned(3) * (y3 + 32768)) / 32768;
  const raw = ((up - b3) * 50000 * 2) / b4;
  const z = (raw / 256) ** 2 * (3038 / 65536);
  return { temperature: (b5 + 8) / 160, pressure: raw + (z + (-7357 * raw) / 65536 + 3791) / 16 };
}

export const sensors: readonly Sensor[] = [mpu6050, hmc5883l, tsl2561, sht21, bmp180];
