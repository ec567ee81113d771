import numpy as np
x = np.linspace(0, 2 * np.pi, 30)
plt = plot(x, np.sin(x))
button('capture 1', "capture1('CH1',100,10)", 'update-plot', target=plt)
