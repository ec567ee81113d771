import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { closeBrowser, closeWindows, signUp } from '../lib/browser.mjs';
import { readDownload } from '../lib/runs.mjs';

const device = 'signals';

afterEach(closeWindows);
after(closeBrowser);

const useCircuit = ({ api }, circuit) => api.send('PUT', `/v1/lab/devices/${device}/circuit`, { circuit });

/** Waits until the page has no request that the caller has not seen, by the number of rows. */
const rowsOf = (page, least) => page.waitForFunction((count) => parseInt(document.querySelector('.toolbar > span')?.textContent ?? '') >= count, least);

test('The data logger records each value of a sensor as a signal, with a table', async () => {
  const user = await signUp({ device });
  const { page, problems } = user;
  await useCircuit(user, 'sensors');
  await page.goto('/lab/logger');
  await page.getByRole('checkbox', { name: "get_voltage('CH1')", exact: true }).uncheck();
  await page.getByRole('checkbox', { name: 'read_sht21()', exact: true }).check();
  await page.getByRole('combobox', { name: 'Interval' }).selectOption({ label: '500 ms' });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const temperature = page.getByRole('region', { name: 'read_sht21() temperature' });
  await temperature.locator('b').filter({ hasText: /\d.*°C/ }).waitFor();
  await page.getByRole('region', { name: 'read_sht21() humidity' }).locator('b').filter({ hasText: /\d.*%/ }).waitFor();
  await rowsOf(page, 3);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  assert.equal(await temperature.locator('canvas').count(), 1);
  const table = page.getByRole('group', { name: 'Table' });
  assert.ok((await table.locator('tbody tr').count()) >= 3);
  assert.match(await table.locator('tbody tr').first().innerText(), /°C.*%/s);
  const [header, ...rows] = (await readDownload(page, () => page.getByRole('button', { name: 'CSV' }).click())).trim().split('\r\n');
  assert.equal(header, 'time,t (s),read_sht21() temperature (°C),read_sht21() humidity (%)');
  assert.ok(rows.length >= 3);
  for (const row of rows) {
    const [, , celsius, humidity] = row.split(',').map(Number);
    assert.ok(celsius > -40 && celsius < 125 && humidity > 0 && humidity <= 100, row);
  }
  assert.deepEqual(problems, []);
});

test('The data logger says that a curve cannot be recorded, and goes on with the rest', async () => {
  const { page } = await signUp({ device });
  await page.goto('/lab/logger');
  await page.getByLabel('Another function').fill("capture1('CH1', 100, 10)");
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('combobox', { name: 'Interval' }).selectOption({ label: '500 ms' });
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText("capture1('CH1', 100, 10) gives no single numbers").waitFor();
  await rowsOf(page, 2);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('checkbox', { name: "get_voltage('CH1')", exact: true }).uncheck();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText("capture1('CH1', 100, 10) gives no single numbers").waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
});

test('A drawn waveform comes out of the generator', async () => {
  const { page, api, problems } = await signUp({ device });
  await page.goto('/lab/generator');
  const wave = page.getByRole('region', { name: 'Draw one period' });
  await wave.getByRole('button', { name: 'Sawtooth' }).click();
  // The first half is drawn at the bottom.
  const canvas = wave.locator('.screen.wave');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  await page.mouse.move(box.x + 2, box.y + box.height - 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 2, { steps: 10 });
  await page.mouse.up();
  await wave.getByRole('button', { name: 'Send the waveform' }).click();
  await wave.getByText('The waveform runs on SI1.').waitFor();
  const { value } = await api.call(device, "capture1('CH1', 500, 10)");
  const volts = value[1];
  const low = volts.filter((v) => v < -2.7).length / volts.length;
  assert.ok(low > 0.4 && low < 0.6, `half of the period is at -3 V: ${low}`);
  assert.ok(Math.max(...volts) > 2, 'the second half is the sawtooth');
  assert.deepEqual(problems, []);
});

test('A sweep goes from the first to the last frequency', async () => {
  const { page, api } = await signUp({ device });
  await page.goto('/lab/generator');
  const sweep = page.getByRole('region', { name: /^Sweep/ });
  for (const [label, text] of [[/^From/, '200'], [/^To/, '800'], [/^Duration/, '1']]) {
    await sweep.getByLabel(label).fill(text);
    await page.keyboard.press('Enter');
  }
  await sweep.getByRole('button', { name: 'Start', exact: true }).click();
  await sweep.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await sweep.getByRole('button', { name: 'Start', exact: true }).waitFor();
  const calls = (await api.list('/v1/lab/calls?sort=id&page[size]=0')).map((c) => Number(/set_sine1\((.*)\)/.exec(c.attributes.function)?.[1]));
  assert.ok(calls.length >= 3, `${calls}`);
  assert.ok(calls[0] >= 200 && calls[0] < 230, `${calls}`);
  assert.equal(calls.at(-1), 800);
  assert.deepEqual(calls, [...calls].sort((a, b) => a - b));
});

test('The PWM outputs have the duty cycle of their sliders', async () => {
  const { page, api } = await signUp({ device });
  await page.goto('/lab/pulses');
  const pwm = page.getByRole('region', { name: 'PWM on SQ1 to SQ4' });
  await pwm.getByLabel(/^Duty cycle/).first().fill('25');
  await pwm.getByLabel(/^Duty cycle/).nth(1).fill('75');
  await pwm.getByRole('button', { name: 'Start', exact: true }).click();
  await pwm.locator('.reading').filter({ hasText: /1.*k?Hz/ }).waitFor();
  for (const [pin, duty] of [['LA1', 0.25], ['LA2', 0.75], ['LA3', 0.5]]) {
    const { value } = await api.call(device, `DutyCycle('${pin}')`);
    assert.ok(Math.abs(value[1] - duty) < 0.02, `${pin}: ${value}`);
  }
});

test('The logic analyser decodes the I2C bus of the virtual sensors', async () => {
  const user = await signUp({ device });
  const { page, api, problems } = user;
  await useCircuit(user, 'sensors');
  await page.goto('/lab/logic');
  for (const name of ['LA3', 'LA4']) await page.getByLabel(name, { exact: true }).uncheck();
  await page.getByRole('combobox', { name: 'Time to record' }).selectOption({ label: '1 s' });
  await page.getByRole('combobox', { name: 'Decoder' }).selectOption('i2c');
  const isStarted = page.waitForResponse((r) => r.url().endsWith('/functions') && /start_two_channel_LA/.test(r.request().postData() ?? ''));
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await isStarted;
  const { value } = await api.call(device, 'i2c_read(0x69, 0x75, 1)');
  assert.deepEqual(value, [0x68], 'the identity of the MPU6050');
  await page.getByText(/^Decoded \(\d+\)/).click();
  const texts = await page.locator('.decoded li code:nth-child(2)').allTextContents();
  assert.match(texts.join(' '), /S 69 W ACK 75 ACK Sr 69 R ACK 68 NAK P$/);
  const picture = await readDownload(page, () => page.getByRole('button', { name: 'PNG' }).click(), 'latin1');
  assert.equal(picture.slice(1, 4), 'PNG');
  assert.deepEqual(problems, []);
});

test('The cursors of the oscilloscope measure from the trigger, and its picture is a PNG', async () => {
  const { page, api } = await signUp({ device });
  await api.call(device, 'set_sine1(1000)');
  await page.goto('/lab/oscilloscope');
  await page.getByText('Triggered').waitFor();
  await page.getByLabel('Place on the screen').fill('0.2');
  await page.getByRole('group', { name: 'Cursors' }).getByRole('radio', { name: 'Time' }).check();
  await page.getByLabel(/^A: /).fill('2');
  await page.getByLabel(/^A: 0 ?s/).waitFor();
  await page.getByLabel(/^B: /).fill('4');
  await page.getByLabel(/^B: 2(\.0+)? ?ms/).waitFor();
  await page.getByText(/^Δ 2(\.0+)? ?ms/).waitFor();
  const picture = await readDownload(page, () => page.getByRole('button', { name: 'PNG' }).click(), 'latin1');
  assert.equal(picture.slice(1, 4), 'PNG');
  assert.ok(picture.length > 4000, `${picture.length} bytes`);
});

test('Without a signal the oscilloscope says so, and leads to the generator', async () => {
  const user = await signUp({ device });
  const { page, api } = user;
  await page.goto('/lab/oscilloscope');
  await page.getByText('No signal?').waitFor();
  await page.getByRole('link', { name: 'Switch on the generator' }).click();
  await page.getByRole('heading', { level: 1, name: 'Waveform generator' }).waitFor();
  await api.call(device, 'set_sine1(1000)');
  await page.goBack();
  await page.getByText('Triggered').waitFor();
  assert.equal(await page.getByText('No signal?').count(), 0);
});

test('Users of the multimeter and of the logic analyser hide their streams', async () => {
  const [ada, bob] = await Promise.all([signUp({ device }), signUp({ device })]);
  await ada.page.goto('/lab/multimeter');
  await bob.page.goto('/lab/watch');
  await bob.page.getByText(`Live from ${device}`).waitFor();
  await ada.page.getByLabel('Others may watch').uncheck();
  await bob.page.getByText('Nobody records').waitFor();
  await ada.page.goto('/lab/logic');
  await ada.page.getByRole('button', { name: 'Run', exact: true }).click();
  await bob.page.getByText(`Live from ${device}`).waitFor();
  await ada.page.getByLabel('Others may watch').uncheck();
  await bob.page.getByText('Nobody records').waitFor();
});
