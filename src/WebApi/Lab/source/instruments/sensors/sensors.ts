/** Sensors on the I2C bus and the functions of the server that read them, each in one turn of the device. */
export interface Sensor {
  readonly name: string;
  readonly call: (address: number) => string;
  /** Must answer `expected` before the sensor is read, where another chip can have the same address. */
  readonly identity?: { readonly register: number; readonly expected: number };
}

const mpu6050: Sensor = {
  name: 'MPU6050',
  call: (address) => `read_mpu6050(${address})`,
  identity: { register: 0x75, expected: 0x68 },
};

/** By address. The clock of the board (DS1307) has 0x68, as an MPU6050 can have. */
export const sensors: ReadonlyMap<number, Sensor> = new Map([
  [0x1e, { name: 'HMC5883L', call: () => 'read_hmc5883l()' }],
  [0x39, { name: 'TSL2561', call: () => 'read_tsl2561()' }],
  [0x40, { name: 'SHT21', call: () => 'read_sht21()' }],
  [0x68, mpu6050],
  [0x69, mpu6050],
  [0x77, { name: 'BMP180', call: () => 'read_bmp180()' }],
]);
