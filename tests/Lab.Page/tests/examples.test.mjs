import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, signUp } from '../lib/browser.mjs';
import { readDownload, readPlot, runScript } from '../lib/runs.mjs';

const device = 'examples';
let user;

before(async () => {
  user = await signUp({ device });
});
after(async () => {
  await closeBrowser();
  assert.deepEqual(user.problems, []);
});

/** The sine with 30 points, of which the snippets of the first lab's guide are about. */
const x = 'x = np.linspace(0, 2 * np.pi, 30)\n';

const sine = (points) => {
  assert.equal(points.length, 30);
  for (const [a, b] of points) assert.ok(Math.abs(b - Math.sin(a)) < 1e-9);
};

/** The amplitude and the mean of points, whose x are microseconds. */
const range = (points) => {
  const values = points.map((p) => p[1]);
  return { min: Math.min(...values), max: Math.max(...values), mean: values.reduce((s, v) => s + v, 0) / values.length };
};

async function press(page, name) {
  await page.getByRole('button', { name, exact: true }).click();
  await page.locator(`button[aria-busy="false"]`, { hasText: name }).first().waitFor();
}

test('The example multimeter shows each voltage with its unit', async () => {
  const { page, api } = user;
  await api.call(device, 'set_pv3(2)');
  await page.goto('/lab/lessons');
  await page.getByRole('button', { name: 'Run: Multimeter' }).click();
  await page.locator('.badge', { hasText: 'Done' }).waitFor();
  await page.getByRole('heading', { name: 'Voltages' }).waitFor();
  await page.getByRole('heading', { name: 'Passive Elements' }).waitFor();
  const read = async (name) => {
    await press(page, name);
    const output = page.locator('.push-row', { has: page.getByRole('button', { name, exact: true }) }).locator('[role="status"]');
    await output.filter({ hasText: /\d/ }).waitFor();
    return output.textContent();
  };
  for (const name of ['CH1', 'CH2', 'CH3', 'AN8', 'CAP', 'SEN']) assert.match(await read(`Voltage: ${name}`), /^[−\d.]+ [mµ]?V$/);
  assert.ok(Math.abs(parseFloat(await read('Resistance')) - 10) < 0.5, '10 kΩ at RES');
  assert.match(await read('Resistance'), /kΩ$/);
  const capacitance = await read('Capacitance');
  assert.ok(/nF$/.test(capacitance) ? Math.abs(parseFloat(capacitance) - 1) < 0.2 : parseFloat(capacitance) > 800, capacitance);
});

test('The example plot_test fills its plots with captures of one, two and four channels', async () => {
  const { page, api } = user;
  await page.goto('/lab/lessons');
  await page.getByRole('button', { name: 'Run: Plots and captures' }).click();
  await page.locator('.badge', { hasText: 'Done' }).waitFor();
  assert.equal(await page.locator('figure').count(), 3);
  sine((await readPlot(page, 0))[0]);
  await api.call(device, 'set_waves(2000, 90)');
  await press(page, 'capture 1');
  const [one] = await readPlot(page, 0);
  assert.equal(one.length, 100);
  await press(page, 'capture 2');
  const two = await readPlot(page, 1);
  assert.deepEqual([two.length, two[0].length], [2, 50]);
  await press(page, 'capture 4');
  const four = await readPlot(page, 2);
  assert.deepEqual([four.length, four[0].length], [4, 50]);
  // Two periods in 100 points of 10 µs: both generators swing by 3.3 V, CH2 a quarter of a period before CH1.
  assert.ok(Math.abs(range(one).max - 3.3) < 0.4 && Math.abs(range(one).min + 3.3) < 0.4, JSON.stringify(range(one)));
  const [a, b] = two;
  for (let i = 0; i < 50; i++) assert.ok(Math.abs(Math.hypot(a[i][1], b[i][1]) - 3.3) < 0.5, 'a sine and a cosine are a circle');
  assert.ok(Math.abs(range(four[3]).max) < 1.2, 'the tone at MIC has 0.8 V');
});

test('The snippet of three lines prints the coordinates of a sine', async () => {
  const { page } = user;
  await runScript(page, `import numpy as np\n${x}print (x, np.sin(x))`);
  const text = await page.locator('.print').textContent();
  const numbers = text.match(/-?\d+\.?\d*(?:e[-+]?\d+)?/g).map(Number);
  assert.equal(numbers.length, 60);
  for (let i = 0; i < 30; i++) assert.ok(Math.abs(Math.sin(numbers[i]) - numbers[30 + i]) < 1e-6);
});

test('The snippet with a button shows the voltage of CH1', async () => {
  const { page, api } = user;
  await api.call(device, 'set_sine1(1000)');
  await runScript(page, `button('Voltage on CH1 >',"get_voltage('CH1')","display_number")`);
  await press(page, 'Voltage on CH1 >');
  await page.locator('.push-row [role="status"]').filter({ hasText: /^[−\d.]+ [mµ]?V$/ }).waitFor();
});

test('The snippet with a plot replaces a sine with what the oscilloscope captures', async () => {
  const { page, api } = user;
  await runScript(page, `import numpy as np\n${x}plt = plot(x, np.sin(x))\nbutton('capture 1',"capture1('CH1',100,10)","update-plot",target=plt)`);
  sine((await readPlot(page, 0))[0]);
  await api.call(device, 'set_sine1(5000)');
  await press(page, 'capture 1');
  const [points] = await readPlot(page, 0);
  assert.equal(points.length, 100);
  assert.ok(Math.abs(points[99][0] - 990) < 1, 'the times are microseconds');
  assert.ok(Math.abs(range(points).max - 3.3) < 0.3);
});

test('The snippet with three buttons stacks the captures as xy, xyy and xyyyy', async () => {
  const { page, api } = user;
  await runScript(
    page,
    `import numpy as np
${x}plt = plot(x, np.sin(x))
button('capture 1',"capture1('CH1',100,10)","update-plot",target=plt)

plt2 = plot(x, np.sin(x))
button('capture 2',"capture2(50,10)","update-plot",target=plt2,stacking='xyy')

plt3 = plot(x, np.sin(x))
button('capture 4',"capture4(50,10)","update-plot",target=plt3,stacking='xyyyy')`,
  );
  await api.call(device, 'set_pv2(1.5)');
  for (const name of ['capture 1', 'capture 2', 'capture 4']) await press(page, name);
  const counts = [];
  for (let i = 0; i < 3; i++) counts.push((await readPlot(page, i)).length);
  assert.deepEqual(counts, [1, 2, 4]);
  const ch3 = (await readPlot(page, 2))[2];
  assert.ok(Math.abs(range(ch3).mean - 1.5) < 0.1, `PV2 is on CH3: ${range(ch3).mean}`);
});

test('A run is exported as CSV, JSON and PNG, and two runs are compared', async () => {
  const { page } = user;
  const ids = [];
  for (const amplitude of [1, 2]) {
    await runScript(page, `import numpy as np\n${x}plot(x, ${amplitude} * np.sin(x), name='wave')\nprint('amplitude ${amplitude}')`);
    await page.goto('/lab/runs');
    await page.locator('ul.list a.title').first().click();
    await page.getByRole('button', { name: 'PNG', exact: true }).first().waitFor();
    ids.push(page.url().split('/').pop());
  }
  assert.match(await readDownload(page, () => page.getByRole('link', { name: 'CSV' }).click()), /wave/);
  assert.equal(JSON.parse(await readDownload(page, () => page.getByRole('link', { name: 'JSON' }).click())).status ?? 'done', 'done');
  const picture = await readDownload(page, () => page.getByRole('button', { name: 'PNG' }).first().click(), 'latin1');
  assert.ok(picture.startsWith('\x89PNG') && picture.length > 5000);
  await page.goto(`/lab/compare/${ids.join('/')}`);
  await page.getByRole('heading', { name: 'wave', exact: true }).waitFor();
  assert.equal(await page.locator('.source .added').count(), 2);
  const label = await page.getByRole('img', { name: /Plot wave/ }).first().getAttribute('aria-label');
  assert.match(label, /from −1 to 1[\s\S]*from −2 to 2/);
});
