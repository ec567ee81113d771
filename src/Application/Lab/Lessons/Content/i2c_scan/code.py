import time

KNOWN = {0x1E: 'HMC5883L, compass', 0x29: 'TSL2561, light', 0x39: 'TSL2561, light', 0x40: 'SHT21, humidity',
         0x48: 'ADS1115, voltages', 0x68: 'DS1307 clock, or MPU6050, motion', 0x77: 'BMP180, pressure'}

found = [int(a) for a in i2c_scan()]
table(['address', 'decimal', 'probably'], [[hex(a), a, KNOWN.get(a, 'unknown')] for a in found], name='chips')

def decode(bcd):
    """Clock chips store decimal digits: 0x59 means 59."""
    return (bcd >> 4) * 10 + (bcd & 15)

if 0x68 in found:
    clock = label('', name='clock')
    for _ in range(10):
        second, minute, hour = [int(b) for b in i2c_read(0x68, 0, 3)]
        clock.update(f'{decode(hour & 0x3F):02}:{decode(minute):02}:{decode(second & 0x7F):02} UTC')
        sleep(0.5)
    print('The seven first registers:', [hex(int(b)) for b in i2c_read(0x68, 0, 7)])
