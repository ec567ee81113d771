import numpy as np
x = np.linspace(0, 2 * np.pi, 30)
print(x, np.sin(x))
