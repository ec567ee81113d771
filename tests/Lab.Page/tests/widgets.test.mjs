import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { closeBrowser, closeWindows, signUp } from '../lib/browser.mjs';
import { runScript, typeCode } from '../lib/runs.mjs';

const device = 'shared';

afterEach(closeWindows);
after(closeBrowser);

async function startScript(page, code) {
  await page.goto('/lab/scripts/new');
  await typeCode(page, code);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

const isDone = (page) => page.locator('.toolbar .badge', { hasText: 'Done' }).waitFor();

test('A script asks, and gets the answers of its user', async () => {
  const { page, problems } = await signUp({ device });
  await startScript(page, "name = input('Your name?')\nprint('Hello', name)\nhow = input('How many?', kind='number', name='count')\nprint(how * 2)");
  await page.getByText('The script waits for your input.').waitFor();
  await page.getByLabel('Your name?').fill('Ada <b>');
  await page.keyboard.press('Enter');
  await page.getByText('Hello Ada <b>', { exact: true }).waitFor();
  await page.getByLabel('How many?').fill('many');
  assert.equal(await page.getByRole('button', { name: 'Send' }).last().isDisabled(), true);
  await page.getByLabel('How many?').fill('2,5');
  await page.getByRole('button', { name: 'Send' }).last().click();
  await page.getByText('5.0', { exact: true }).waitFor();
  await isDone(page);
  assert.equal(await page.getByLabel('Your name?').isDisabled(), true, 'a script that has ended takes no input');
  assert.deepEqual(problems, []);
});

test('A script follows a slider, a list and a box', async () => {
  const { page } = await signUp({ device });
  await startScript(
    page,
    `volts = slider('Volts', 0, 5, 1)
kind = select('Kind', ['sine', 'square'])
on = checkbox('On')
seen = label('')
while not (volts.value == 3 and kind.value == 'square' and on.value):
    seen.update(f'{volts.value} {kind.value} {on.value}')
    sleep(0.05)
seen.update('reached')
volts.update(4)`,
  );
  await page.getByText('1 sine False', { exact: true }).waitFor();
  await page.getByRole('slider', { name: /^Volts/ }).fill('3');
  await page.getByText('3 sine False', { exact: true }).waitFor();
  await page.getByLabel('Kind').selectOption('square');
  await page.getByLabel('On', { exact: true }).check();
  await page.getByText('reached', { exact: true }).waitFor();
  await isDone(page);
  assert.equal(await page.getByRole('slider', { name: /^Volts/ }).inputValue(), '4', 'the script moves it, too');
});

test('A button shows its result in the element that is its target', async () => {
  const { page } = await signUp({ device });
  await runScript(
    page,
    `text = print('a text')
heading = print_('a heading')
rows = table(['a'], [['a cell']])
named = label('a label')
for target in (text, heading, rows, named):
    button('To ' + target, "get_resistance()", 'display_number', target=target)`,
  );
  for (const [button, old] of [['print', 'a text'], ['print1', 'a heading'], ['table', 'a cell'], ['print2', 'a label']]) {
    const shown = await page.getByText(/^10(\.0+)? kΩ$/).count();
    await page.getByRole('button', { name: `To ${button}`, exact: true }).click();
    await page.waitForFunction((count) => [...document.querySelectorAll('.application *')].filter((e) => /^(10|9\.9|10\.0)\d* kΩ$/.test(e.textContent) && e.children.length === 0).length > count, shown);
    assert.equal(await page.getByText(old, { exact: true }).count(), 0, `${old} is replaced`);
  }
});

test('Buttons that two users press at once show each their own result', async () => {
  const [ada, bob] = await Promise.all([signUp({ device, name: 'Ada' }), signUp({ device, name: 'Bob' })]);
  await ada.api.send('PUT', `/v1/lab/devices/${device}/circuit`, { circuit: 'bench' });
  await bob.api.send('PUT', `/v1/lab/devices/${device}/circuit`, { circuit: 'ohms-law' });
  const code = (name) => `button('Measure', "get_resistance()", 'display_number')
end = checkbox('End')
seen = label('')
while not end.value:
    seen.update(f'${name} {get_resistance():.0f}')
    sleep(0.05)`;
  await Promise.all([startScript(ada.page, code('of-ada')), startScript(bob.page, code('of-bob'))]);
  const users = [
    { ...ada, own: /^(10|10\.0\d*|9\.9\d*) kΩ$/, script: /^of-ada (99|100)\d\d/ },
    { ...bob, own: /^4\.[67]\d* kΩ$/, script: /^of-bob 4[67]\d\d/ },
  ];
  const button = (page) => page.getByRole('button', { name: 'Measure', exact: true });
  await Promise.all(users.map(({ page }) => button(page).waitFor()));
  for (let i = 0; i < 5; i++) {
    await Promise.all(users.map(({ page }) => button(page).click()));
    for (const { page, own, script } of users) {
      await page.locator('.push-row b').filter({ hasText: own }).waitFor();
      await page.locator('.application').getByText(script).waitFor();
    }
  }
  for (const { page, api } of users) {
    await page.getByLabel('End', { exact: true }).check();
    await isDone(page);
    assert.equal(await page.locator('.push-row [role="alert"]').count(), 0);
    assert.equal((await api.list('/v1/lab/runs')).length, 1);
  }
  assert.doesNotMatch(await ada.page.locator('.workspace').innerText(), /of-bob/);
  assert.doesNotMatch(await bob.page.locator('.workspace').innerText(), /of-ada/);
});

test('The function box completes names, and shows the arguments', async () => {
  const { page } = await signUp({ device });
  await page.goto('/lab/');
  const box = page.getByRole('combobox', { name: 'Function', exact: true });
  await box.pressSequentially('get_volt');
  await page.getByRole('option', { name: /^get_voltage/ }).first().waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await box.inputValue(), 'get_voltage(');
  await box.pressSequentially("'CH1')");
  await page.keyboard.press('Enter');
  await page.locator('article.call .reading').first().filter({ hasText: /V$/ }).waitFor();
  await box.fill('');
  await page.keyboard.press('ArrowUp');
  assert.equal(await box.inputValue(), "get_voltage('CH1')", 'what was called before');
});

test('The editor completes functions of the device and of scripts', async () => {
  const { page } = await signUp({ device });
  await page.goto('/lab/scripts/new');
  await typeCode(page, '');
  await page.keyboard.type('captu');
  const list = page.locator('.cm-tooltip-autocomplete');
  await list.getByText('capture1', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await typeCode(page, '');
  await page.keyboard.type('slid');
  await list.getByText('slider', { exact: true }).waitFor();
  await list.getByText('slider', { exact: true }).click();
  await page.locator('.editor .cm-content').filter({ hasText: /slider\(/ }).waitFor();
});
