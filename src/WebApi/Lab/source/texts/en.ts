/** All texts of the page. `de.ts` has the same ones, which the compiler checks. */
export const en = {
  brand: 'OpenEvent Lab', skip: 'Skip to the content', menu: 'Menu', navigation: 'Navigation', language: 'Language', lightTheme: 'Light colours',
  darkTheme: 'Dark colours', signIn: 'Sign in', signUp: 'Sign up', signOut: 'Sign out', email: 'E-mail', password: 'Password', name: 'Name',
  newPassword: 'Password (at least 8 characters)', showPassword: 'Show the password', noAccount: 'No account yet? Sign up',
  haveAccount: 'You have an account? Sign in', forgotPassword: 'Forgot your password?', sendLink: 'Send a link',
  linkSent: 'If this address has an account, an e-mail with a link is on its way.', choosePassword: 'Choose a new password', save: 'Save',
  passwordSaved: 'Your password is saved. You can sign in with it now.', loading: 'Loading …', notFound: 'There is no such page', toHome: 'To the start page',
  notOffered: 'This server does not offer {what} yet.', less: 'less', more: 'more', unit: 'in', high: 'high', low: 'low', off: 'Off', on: 'On', run: 'Run', stop: 'Stop',
  start: 'Start', cancel: 'Cancel', delete: 'Delete', close: 'Close', search: 'Search', title: 'Title', set: 'Set', read: 'Read', clear: 'Clear', value: 'Value', time: 'Time',
  functionString: 'Function', functionHint: 'Type the name of a function, for example get_voltage or capture1. ↑ and ↓ bring back earlier calls.',
  execute: 'Execute', functions: 'Functions', alsoNamed: 'Also named', parameter: 'Parameter', meaning: 'Meaning', range: 'Range', default: 'Default', example: 'Example:',
  doneWithoutResult: 'Done. This function has no result.', took: 'device {device}, queue {queue}', instruments: 'Instruments', device: 'Device',
  virtual: 'Virtual', virtualAbout: 'The measurements are simulated.', real: 'Real', queuePosition: '{position} before you, about {wait}', queueWaiting: '{waiting} waiting',
  errors: {
    unreachable: 'The server does not answer. Check your connection; the page tries again.', unknown: 'Something went wrong.',
    booked: 'Another user has booked this device and uses it now.', queueFull: 'Too many calls are waiting already. Wait for their results.',
    lost: 'The device does not answer. The server keeps trying to reconnect.', timedOut: 'The device had no turn for this call in time, or the call took too long.',
    retryAfter: 'Try again in {seconds} s.',
  },
  welcome: {
    title: 'A science lab in your browser',
    text: 'Measure, generate and record with a Pocket Science Lab: an oscilloscope, generators, a multimeter, a logic analyser, and Python scripts of your own. Nothing to install.',
  },
  home: { title: 'Home', heading: 'Measure', noResults: 'Results appear here.' },
  scope: {
    title: 'Oscilloscope', about: 'Up to four channels with trigger, cursors, measurements, FFT and XY.', perDivision: 'Volts per division', position: 'Position',
    clipped: 'Out of range', trigger: 'Trigger', source: 'Source', edge: 'Edge', rising: 'rising', falling: 'falling', level: 'Level', view: 'View', time: 'Time', voltage: 'Voltage',
    window: 'Window', persistence: 'Keep older traces visible', cursors: 'Cursors', timebase: 'Time per division', mode: 'Mode', autoSet: 'Fit',
    modes: { auto: 'Auto', normal: 'Normal', single: 'Single', roll: 'Roll' }, stopped: 'Stopped', triggered: 'Triggered', waiting: 'Waiting for the trigger',
    rate: '{rate} captures/s', live: 'Live stream', byCalls: 'Single calls', mean: 'Mean', frequency: 'Frequency', duty: 'Duty', min: 'Min', max: 'Max',
    windows: { rectangular: 'Rectangular', hann: 'Hann', hamming: 'Hamming', blackman: 'Blackman', flattop: 'Flat top' },
    screen: 'Screen of the oscilloscope with {channels}', xy: '{y} over {x}', spectrum: 'Spectrum',
  },
  generator: {
    title: 'Waveform generator', about: 'Sine, triangle, square or a waveform that you draw, and sweeps.', output: 'Output', shape: 'Shape', sine: 'Sine', triangle: 'Triangle',
    drawn: 'Drawn', frequency: 'Frequency', actual: 'Actual frequency', phase: 'Phase of SI2 to SI1', together: 'Start both with this phase', draw: 'Draw one period',
    drawHint: 'Draw with the pointer, or load a shape. The arrow keys change the point under the mark.', load: 'Send the waveform', square: 'Square (SQ1)', dutyCycle: 'Duty cycle',
    sweep: 'Sweep', from: 'From', to: 'To', seconds: 'Duration', notStarted: 'Not started', saw: 'Sawtooth', pulse: 'Pulse', heart: 'Heartbeat', stopOutputs: 'Switch all off',
  },
  meter: {
    title: 'Multimeter', about: 'Voltage, resistance, capacitance, temperature and frequency, with a log.', quantity: 'Quantity', voltage: 'Voltage', resistance: 'Resistance',
    capacitance: 'Capacitance', temperature: 'Temperature', frequency: 'Frequency', channel: 'Input', log: 'Log', hold: 'Hold', statistics: 'Lowest, mean, highest',
    interval: 'Interval', points: '{count} readings',
  },
  supply: {
    title: 'Power supply', about: 'Three voltages and a current source.', actual: 'Actual', shared: 'PV1 and PV3, and PV2 and PCS, share a converter on V6 boards: setting one changes the other.',
    allOff: 'All to zero',
  },
  pulses: {
    title: 'PWM and servo', about: 'Four pulse outputs with duty cycle and phase, and servo motors.', frequency: 'Frequency', duty: 'Duty cycle', phase: 'Phase', pwm: 'PWM on SQ1 to SQ4',
    servo: 'Servo motor', angle: 'Angle', levels: 'Digital outputs', states: 'Digital inputs', preview: 'Two periods',
  },
  logic: {
    title: 'Logic analyser', about: 'Edges of up to four inputs, with decoders for I²C, SPI and UART.', channels: 'Inputs', capture: 'Record', edges: '{count} edges', decoder: 'Decoder', none: 'None',
    baud: 'Rate', parity: 'Parity', even: 'even', odd: 'odd', line: 'Line', clock: 'Clock', data: 'Data', mode: 'Mode', zoomIn: 'Zoom in', zoomOut: 'Zoom out', fit: 'Show all', screen: 'Recorded inputs',
    hint: 'Drag to move, turn the wheel to zoom, click to place the cursors.', noEdges: 'No edges were recorded.', wait: 'Time to record', table: 'Decoded',
  },
  logger: {
    title: 'Data logger', about: 'Records readings over minutes and hours, as a plot and a table.', signal: 'Signal', interval: 'Interval', add: 'Add a signal', records: '{count} rows', empty: 'Nothing is recorded yet.',
  },
  bode: {
    title: 'Bode plotter', about: 'Gain and phase of a circuit over frequency.', input: 'Input of the circuit', output: 'Output of the circuit', from: 'From', to: 'To', steps: 'Points', gain: 'Gain', phase: 'Phase',
    hint: 'Connect SI1 to the input of the circuit and to CH1, and the output of the circuit to CH2.', cutoff: '−3 dB at {frequency}', progress: '{done} of {all}',
  },
  sensors: {
    title: 'I²C sensors', about: 'Finds sensors on the bus and shows their readings.', scan: 'Search the bus', found: 'Found', none: 'No sensor answers.', unknown: 'Unknown', readings: 'Readings', live: 'Read again and again',
  },
  devices: {
    title: 'Devices', board: 'Board', firmware: 'Firmware', state: 'State', choose: 'Use this device', chosen: 'In use', queue: 'Queue', free: 'free', busy: 'busy, {waiting} waiting', fault: 'Fault', circuit: 'Circuit',
    ownCircuit: 'As the device is wired', limits: 'Limits', wiring: 'Wiring of the circuit {name}', noCircuits: 'What is connected to this device is not known.',
  },
  bookings: {
    title: 'Bookings', about: 'During a booking only you can use the device, as long as you do use it.', book: 'Book', mine: 'Yours', taken: 'Booked', week: 'Week of {day}', previous: 'Earlier', next: 'Later', length: 'Length',
    minutes: '{count} min', booked: 'You have booked {device} from {from}.', cancel: 'Cancel this booking', freeSlot: 'Book {day} {time}', cancelSlot: 'Cancel your booking on {day} {time}',
  },
  watch: { title: 'Watch', about: 'See what the device records for others, without touching it.', waiting: 'Nobody records with a live stream at the moment.', by: 'Live from {device}' },
  lessons: {
    title: 'Lessons', examples: 'Examples', task: 'Task', answer: 'Your answer', check: 'Check', correct: 'Correct.', wrong: 'Not yet.', wiring: 'Wiring', open: 'Open the lesson', copy: 'Copy to my scripts', lessons: 'the lessons',
    code: 'Program', view: 'View the source',
  },
  scripts: {
    title: 'My scripts', new: 'New Python script', untitled: 'Untitled', none: 'You have no scripts yet. Write one, or copy an example.', edit: 'Edit', confirmDelete: 'Delete “{title}”? Its versions are deleted too.', changed: 'Changed {time}',
    saved: 'Saved as version {version}', unsaved: 'Not saved', draft: 'This is a draft that was not saved. It was kept in this browser.', discard: 'Discard the draft', versions: 'Versions', version: 'Version {number}, {time}', restore: 'Take this code',
    share: 'Share by link', shared: 'Everyone with this link can read and copy the script:', readOnly: 'Examples and lessons are read-only. Copy one to change it.', editor: 'Python code', editorHint: 'Tab leaves the editor after Escape.', scripts: 'scripts',
    limits: 'A run may take {seconds} s, {memory} MB of memory and {output} kB of output; {runs} runs a day.',
    unavailable: 'Scripts cannot run on this server: {reason}',
  },
  runs: {
    title: 'Runs', none: 'Nothing has run yet.', application: 'Application', source: 'Source code', console: 'Console', status: {
      queued: 'Queued', running: 'Running', done: 'Done', failed: 'Failed', stopped: 'Stopped', 'timed-out': 'Timed out', interrupted: 'Interrupted',
    },
    again: 'Run again', compare: 'Compare', compareHint: 'Choose two runs to compare.', line: 'Line {line}', traceback: 'Traceback', nothing: 'This run has shown nothing yet.', runs: 'runs', send: 'Send', waitsForInput: 'The script waits for your input.',
    started: 'Started {time}', took: 'took {time}', device: 'Device', version: 'version {number}', script: 'Script', choose: 'Choose {title}', consoleEmpty: 'No output yet.', reconnecting: 'The connection was lost. Trying again …', plot: 'Plot {name}',
    picture: 'Picture {name}', difference: 'Changed lines', same: 'The code is the same.',
  },
  classes: {
    title: 'Classes', none: 'You are in no class yet.', code: 'Code of the class', join: 'Join a class', name: 'Name of the class', create: 'Create a class', teacher: 'Teacher', student: 'Student',
    renew: 'New code', scripts: 'Scripts of the class', noScripts: 'No scripts are shared yet.', share: 'Share with the class', members: 'Members', results: 'Results of the lessons', noResults: 'No student has answered a task yet.',
  },
};

export type Texts = typeof en;
