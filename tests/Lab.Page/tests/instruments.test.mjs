import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { closeBrowser, closeWindows, signUp } from '../lib/browser.mjs';
import { readDownload } from '../lib/runs.mjs';

const device = 'instruments';

afterEach(closeWindows);
after(closeBrowser);

test('The oscilloscope follows scale, channels, trigger and mode', async () => {
  const { page, api, problems } = await signUp({ device });
  await api.call(device, 'set_waves(1000, 90)');
  await page.goto('/lab/oscilloscope');
  await page.getByText('Triggered').waitFor();
  await page.getByRole('region', { name: 'CH2' }).getByRole('checkbox').check();
  await page.locator('.measurements > .ch2 dd').nth(3).filter({ hasText: /k?Hz/ }).waitFor();

  // A trigger that the signal does not reach: normal mode waits and keeps the last trace.
  await page.getByLabel(/^Level/).fill('10');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Normal', exact: true }).check();
  await page.getByText('Waiting for the trigger').waitFor();
  await page.getByRole('radio', { name: 'Auto', exact: true }).check();
  await page.getByText('No trigger').waitFor();
  await page.getByRole('button', { name: 'Fit' }).click();
  await page.getByText('Triggered').waitFor();
  await page.getByRole('radio', { name: 'Single', exact: true }).check();
  await page.getByText('Stopped').waitFor();

  const csv = await readDownload(page, () => page.getByRole('button', { name: 'CSV' }).click());
  const [header, ...rows] = csv.trim().split('\r\n');
  assert.equal(header, 't (s),CH1 (V),CH2 (V)');
  for (const row of rows) {
    const [, a, b] = row.split(',').map(Number);
    assert.ok(Math.abs(Math.hypot(a, b) - 3.3) < 0.5, 'SI1 and SI2 are a sine and a cosine');
  }
  await page.getByRole('radio', { name: 'XY', exact: true }).check();
  await page.getByLabel('CH2 over CH1').waitFor();
  await page.getByRole('radio', { name: 'FFT', exact: true }).check();
  await page.getByRole('radio', { name: 'Auto', exact: true }).check();
  await page.getByText(/CH1 peak: .*(9\d\d|1\.0\d*) k?Hz/).waitFor();
  await page.getByRole('radio', { name: 'Roll', exact: true }).check();
  await page.locator('.status-line .badge', { hasText: 'Roll' }).waitFor();
  assert.deepEqual(problems, []);
});

test('Every scale of two channels gives a trace', async () => {
  const { page, api } = await signUp({ device });
  await api.call(device, 'set_sine1(500)');
  await page.goto('/lab/oscilloscope');
  await page.getByText('Triggered').waitFor();
  await page.getByRole('region', { name: 'CH1' }).getByRole('checkbox').uncheck();
  await page.getByRole('region', { name: 'CH2' }).getByRole('checkbox').check();
  await page.getByRole('region', { name: 'CH3' }).getByRole('checkbox').check();
  await page.getByRole('combobox', { name: 'Source' }).selectOption('CH3');
  for (const scale of ['10 µs', '100 ms']) {
    await page.getByRole('combobox', { name: 'Time per division' }).selectOption({ label: scale });
    await page.locator('.measurements > .ch3 dd').first().filter({ hasText: /V/ }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
  }
});

test('A third stream is refused with its reason, and a retry works when there is room', async () => {
  const { context, page } = await signUp({ device });
  const tabs = [page, await context.newPage()];
  for (const tab of tabs) {
    await tab.goto('/lab/oscilloscope');
    await tab.getByText(/Triggered|No trigger|No signal/).waitFor();
  }
  const third = await context.newPage();
  await third.goto('/lab/oscilloscope');
  await third.getByRole('alert').filter({ hasText: 'Too many live streams are open.' }).waitFor();
  await third.getByText('Stopped').waitFor();
  await tabs[1].close();
  // A GET of the stream's route tells what opening it would answer; 400 is: it is not a WebSocket.
  const ask = async () => (await context.request.get(`/v1/lab/devices/${device}/stream`)).status();
  while ((await ask()) === 429) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(await ask(), 400);
  await third.getByRole('button', { name: 'Run', exact: true }).click();
  await third.getByText(/Triggered|No trigger|No signal/).waitFor();
});

test('Others watch a stream, unless its user forbids it', async () => {
  const [ada, bob] = await Promise.all([signUp({ device }), signUp({ device })]);
  await ada.api.call(device, 'set_sine1(1000)');
  await ada.page.goto('/lab/oscilloscope');
  await ada.page.getByText(/Triggered|No trigger|No signal/).waitFor();
  await bob.page.goto('/lab/watch');
  await bob.page.getByText(`Live from ${device}`).waitFor();
  await ada.page.getByLabel('Others may watch').uncheck();
  await bob.page.getByText('Nobody records').waitFor();
});

test('The logic analyser records four inputs with right times, by itself and by a trigger', async () => {
  const { page, api, problems } = await signUp({ device });
  await api.call(device, 'sqrPWM(100, 0.5, 0, 0.25, 0, 0.5, 0, 0.75)');
  await page.goto('/lab/logic');
  await page.getByRole('combobox', { name: 'Time to record' }).selectOption({ label: '100 ms' });
  await page.getByLabel('LA4').uncheck();
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  const status = page.locator('.status-line');
  await status.getByText(/LA1: (19|20|21) edges · LA2: (19|20|21) edges · LA3: (19|20|21) edges/).waitFor();
  await page.getByRole('combobox', { name: 'Trigger' }).selectOption('LA1');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  const csv = await (async () => {
    await page.getByRole('button', { name: 'Record', exact: true }).and(page.locator(':enabled')).waitFor();
    return readDownload(page, () => page.getByRole('button', { name: 'CSV' }).click());
  })();
  const rows = csv.trim().split('\r\n').slice(1);
  const la1 = rows.map((row) => Number(row.split(',')[0])).slice(0, 4);
  for (let i = 1; i < 4; i++) assert.ok(Math.abs(la1[i] - la1[i - 1] - 0.005) < 1e-4, `5 ms between edges of LA1: ${la1}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await status.getByText('Live stream').waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  assert.deepEqual(problems, []);
});

// Leaving the page earlier would end the request.
const chooseCircuit = async (page, circuit) => {
  await page.goto('/lab/devices');
  const card = page.locator('section.card', { has: page.getByRole('heading', { name: device }) });
  const saved = page.waitForResponse((answer) => answer.request().method() !== 'GET' && answer.url().includes('/circuit'));
  await card.getByRole('combobox').selectOption(circuit);
  assert.ok((await saved).ok());
};

test('The sensors of the bus are found and read, and the clock is not taken for one', async () => {
  const { page, problems } = await signUp({ device });
  await chooseCircuit(page, 'sensors');
  await page.goto('/lab/sensors');
  await page.getByRole('button', { name: 'Search the bus' }).click();
  for (const name of ['BMP180 0x77', 'MPU6050 0x69', 'SHT21 0x40', 'TSL2561 0x39', 'HMC5883L 0x1E'])
    await page.getByRole('region', { name }).locator('.reading').first().filter({ hasText: /\d/ }).waitFor();
  const motion = page.getByRole('region', { name: 'MPU6050 0x69' });
  const gravity = await motion.locator('.readings > div').evaluateAll((rows) => Object.fromEntries(rows.map((r) => [...r.children].map((c) => c.textContent))));
  const g = Math.hypot(...['ax', 'ay', 'az'].map((axis) => parseFloat(gravity[axis].replace('−', '-')) * (/mm/.test(gravity[axis]) ? 1e-3 : 1)));
  assert.ok(Math.abs(g - 9.81) < 0.5, JSON.stringify(gravity));
  assert.deepEqual(problems, []);
});

test('The multimeter streams a voltage and counts a frequency', async () => {
  const { page, api } = await signUp({ device });
  await api.call(device, 'set_pv3(2)');
  await page.goto('/lab/multimeter');
  await page.getByRole('radio', { name: 'VOL', exact: true }).check();
  await page.locator('.reading.huge').filter({ hasText: /^(2\.0|1\.9)\d* ?V/ }).waitFor();
  await api.call(device, 'sqr1(1000, 50)');
  await page.getByRole('combobox', { name: 'Quantity' }).selectOption('frequency');
  await page.getByRole('radio', { name: 'LA1', exact: true }).check();
  await page.locator('.reading.huge').filter({ hasText: /^(1\.000?|999\.\d+)\d* ?k?Hz/ }).waitFor();
});

test('The Bode plotter finds the cut-off frequency of a low-pass', async () => {
  const { page, api } = await signUp({ device });
  await chooseCircuit(page, 'rc');
  await page.goto('/lab/bode');
  await page.getByLabel(/^From/).fill('100');
  await page.getByLabel(/^Points/).fill('12');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('12 of 12').waitFor();
  const text = await page.getByText(/−3 dB at/).textContent();
  const cutoff = parseFloat(/at ([\d.]+)/.exec(text)[1]) * (/kHz/.test(text) ? 1000 : 1);
  assert.ok(Math.abs(cutoff - 995) < 80, text);
  assert.ok(api);
});

test('What was measured survives other pages and a reload, and a sign-out forgets it', async () => {
  const { page, api } = await signUp({ device });
  await api.call(device, 'set_pv3(2)');
  await page.goto('/lab/multimeter');
  const count = async () => parseInt(/(\d+) readings/.exec(await page.locator('.status-line').textContent())?.[1] ?? '0');
  const atLeast = async (least) => {
    while ((await count()) < least) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await atLeast(4);
  await page.getByRole('button', { name: 'Hold' }).click();
  const before = await count();
  await page.getByRole('link', { name: 'Bode plotter' }).first().click();
  await page.getByLabel(/^From/).fill('500');
  await page.getByLabel(/^Points/).fill('3');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('3 of 3').waitFor();
  await page.getByRole('link', { name: 'Multimeter' }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Multimeter' }).waitFor();
  assert.ok((await count()) >= before);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Multimeter' }).waitFor();
  assert.ok((await count()) >= before, 'after a reload, too');
  await page.getByRole('link', { name: 'Bode plotter' }).first().click();
  await page.getByText('3 of 3').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
});

test('Numbers have the limits that the server states', async () => {
  const { page } = await signUp({ device });
  await page.route('**/v1/lab/functions', async (route) => {
    const answer = await route.fetch();
    const catalogue = await answer.json();
    for (const f of catalogue.functions)
      for (const parameter of f.parameters) {
        if (f.name === 'set_pv1') parameter.max = 2.5;
        if (f.name === 'set_w1') parameter.max = 1500;
      }
    await route.fulfill({ response: answer, json: catalogue });
  });
  await page.goto('/lab/supply');
  const supply = page.getByRole('region', { name: 'PV1' });
  await supply.getByLabel('Value (−5 V … 2.5 V)').waitFor();
  assert.equal(await supply.getByRole('slider').getAttribute('max'), '2.5');
  await page.getByRole('region', { name: 'PV2' }).getByLabel('Value (−3.3 V … 3.3 V)').waitFor();
  await page.goto('/lab/generator');
  await page.getByRole('region', { name: 'SI1' }).getByLabel(/… 1\.5 kHz\)/).waitFor();
});

test('An instrument waits until it is known which device is used', async () => {
  const { page, context } = await signUp();
  let answer, ask;
  const isAnswered = new Promise((resolve) => (answer = resolve));
  const isAsked = new Promise((resolve) => (ask = resolve));
  await context.route('**/v1/lab/devices', async (route) => {
    ask();
    await isAnswered;
    await route.continue();
  });
  await page.goto('/lab/sensors');
  await isAsked;
  await page.locator('main .spinner').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Search the bus' }).count(), 0);
  answer();
  await page.getByRole('button', { name: 'Search the bus' }).click();
  await page.locator('section.card h2').first().waitFor();
});

test('A device is booked for a quarter of an hour and the booking is cancelled after a question', async () => {
  const { page, api } = await signUp({ device });
  await page.goto('/lab/bookings');
  await page.getByRole('button', { name: 'Later →' }).click();
  await page.getByRole('button', { name: /^Book .* 10:00/ }).first().click();
  await page.getByLabel('Begins at').selectOption({ index: 1 });
  await page.getByRole('combobox', { name: 'Length' }).selectOption('15');
  await page.getByRole('dialog').getByRole('button', { name: 'Book', exact: true }).click();
  const own = page.getByRole('button', { name: /^Yours 10:15.*10:30/ });
  await own.click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  assert.equal((await api.list('/v1/lab/bookings?filter=[{"name":"device","op":"eq","val":"instruments"}]')).length, 1);
  await own.click();
  await page.getByRole('button', { name: 'Cancel this booking', exact: true }).last().click();
  await own.waitFor({ state: 'detached' });
});
