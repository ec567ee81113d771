import numpy as np

SPEED = 343.2  # metres per second, at 20 °C

# The virtual board has no sensor. SQ1 plays the part of its echo pin: it is high as long as the sound travels.
real = np.array([0.1, 0.25, 0.5, 1.0, 1.5, 2.0])
measured = []
for metres in real:
    echo = 2 * metres / SPEED
    sqr1(25, echo * 25 * 100)
    time = PulseTime('LA1', 'HIGH', 0.5)
    measured.append(time * SPEED / 2)
    print(f'{metres:.2f} m: the echo takes {time * 1e3:.3f} ms, so it is {measured[-1]:.4f} m')

plot(real, measured, name='distance')
print('Measured over real distance, in metres.')
error = np.max(np.abs(np.array(measured) - real))
display('Largest error', round(error * 1e6, 1), 'µm')

temperature = np.arange(-20, 41, 10)
speed = 331.3 * np.sqrt(1 + temperature / 273.15)
plot(temperature, speed, name='speed of sound')
print('Speed of sound (m/s) over the temperature (°C).')
