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
    const results = page.locator('.application').getByText(/^(10|9\.9)[\d.]* kΩ$/);
    const count = await results.count();
    await page.getByText(old, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: `To ${button}`, exact: true }).click();
    await results.nth(count).waitFor();
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
  const type = async (text) => {
    await page.locator('.editor').getByRole('textbox').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  };
  await type('captu');
  const list = page.locator('.cm-tooltip-autocomplete');
  await list.getByText('capture1', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await type('slid');
  await list.getByText('slider', { exact: true }).waitFor();
  await list.getByText('slider', { exact: true }).click();
  await page.locator('.editor .cm-content').filter({ hasText: /slider\(/ }).waitFor();
});

test('Labels, choices and the text of the progress are shown as texts', async () => {
  const attack = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>`;
  const python = JSON.stringify(attack);
  const { page, problems } = await signUp({ device });
  await startScript(
    page,
    `slider(${python}, 0, 5, name=${python})
checkbox(${python})
choice = select(${python}, [${python}, 'other'])
progress(0.5, ${python})
label(choice.value)
input(${python}, value=${python})`,
  );
  await page.getByText('The script waits for your input.').waitFor();
  assert.ok((await page.locator('.application').getByText(attack).count()) >= 5);
  assert.equal(await page.getByRole('combobox', { name: attack }).inputValue(), attack);
  await page.getByRole('textbox', { name: attack }).press('Enter');
  await isDone(page);
  await page.goto('/lab/runs');
  await page.locator('main a[href*="/runs/"]').first().click();
  await page.locator('.application').getByText(attack).first().waitFor();
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator('main img[src="x"]').count(), 0);
  assert.deepEqual(problems, []);
});

test('Users change their password, and see whether their address is verified', async () => {
  const { page, email, password, context } = await signUp({ device, name: 'Ada' });
  await page.goto('/lab/');
  await page.getByRole('link', { name: 'Account: Ada' }).click();
  await page.getByText(email).waitFor();
  await page.getByText('not verified', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Send the e-mail again' }).click();
  await page.getByText('An e-mail with a link is on its way.').waitFor();
  await page.getByLabel('Current password').fill('wrong-password');
  await page.getByLabel(/^New password/).fill('another-correct-horse');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Current password').fill(password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('Your password is changed.').waitFor();
  await page.reload();
  await page.getByText(email).waitFor();
  const signIn = (word) => context.request.post('/validateLogin', { form: { inputEmail: email, inputPassword: word } });
  assert.equal((await signIn('another-correct-horse')).ok(), true);
  assert.equal((await signIn(password)).ok(), false);
});
