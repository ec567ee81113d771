import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { closeBrowser, closeWindows, signUp } from '../lib/browser.mjs';
import { runScript, typeCode } from '../lib/runs.mjs';

afterEach(closeWindows);
after(closeBrowser);

const editorText = (page) => page.locator('.editor .cm-content').innerText();
const draft = (page, text) => page.locator('.editor .cm-content').filter({ hasText: text }).waitFor();

test('A stopped script shows that it was stopped', async () => {
  const { page, problems } = await signUp({ device: 'shared' });
  await page.goto('/lab/scripts/new');
  await typeCode(page, "print('started')\nwhile True:\n    sleep(0.1)");
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('started', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.locator('.toolbar .badge', { hasText: 'Stopped' }).waitFor();
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  assert.deepEqual(problems, []);
});

test('A failed script marks its line and keeps what it has shown', async () => {
  const { page } = await signUp({ device: 'shared' });
  await runScript(page, "print('before')\n1 / 0", { status: 'Failed' });
  await page.getByText('ZeroDivisionError').first().waitFor();
  await page.getByText('(Line 2)').waitFor();
  await page.getByText('before', { exact: true }).waitFor();
  await page.locator('.editor .cm-lint-marker-error').waitFor();
});

test('What is typed survives a reload, before and after the first save', async () => {
  const { page } = await signUp({ device: 'shared' });
  await page.goto('/lab/scripts/new');
  await typeCode(page, 'first = 1');
  await page.reload();
  await draft(page, 'first = 1');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved as version 1').waitFor();
  assert.match(page.url(), /\/lab\/scripts\/\d+$/);
  await typeCode(page, 'second = 2');
  await page.reload();
  await draft(page, 'second = 2');
  await page.getByText('This is a draft').waitFor();
  await page.goto('/lab/scripts');
  await page.getByRole('link', { name: 'New Python script' }).click();
  await draft(page, "get_voltage('CH1')");
  assert.doesNotMatch(await editorText(page), /first|second/);
});

test('Toggling a comment is a change: the changed code runs', async () => {
  const { page } = await signUp({ device: 'shared' });
  await runScript(page, "print('visible')");
  await page.locator('.editor').getByRole('textbox').click();
  await page.keyboard.press('Control+/');
  await page.getByText('Not saved').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Saved as version 2').waitFor();
  await page.getByText('This run has shown nothing yet.').waitFor();
});

test('A script that was saved elsewhere is not overwritten without a question', async () => {
  const { page, context, api } = await signUp({ device: 'shared' });
  const id = await api.createScript('Both', 'a = 1');
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(`/lab/scripts/${id}`);
    await draft(tab, 'a = 1');
  }
  await typeCode(page, 'a = 2');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved as version 2').waitFor();
  await typeCode(other, 'a = 3');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.getByRole('dialog').getByText('a = 2').waitFor();
  await other.getByRole('button', { name: 'Take the saved one' }).click();
  await draft(other, 'a = 2');
});

test('A link with ?run runs nothing', async () => {
  const { page, api } = await signUp({ device: 'shared' });
  const id = await api.createScript('Linked', "print('ran')");
  await page.goto(`/lab/scripts/${id}?run`);
  await draft(page, 'ran');
  await page.getByText('Saved as version 1').waitFor();
  assert.equal((await api.list('/v1/lab/runs')).length, 0);
  await page.goto('/lab/scripts');
  await page.getByRole('button', { name: 'Run: Linked' }).click();
  await page.locator('.toolbar .badge', { hasText: 'Done' }).waitFor();
});

test('Two users at once never see the output of each other', async () => {
  const [ada, bob] = await Promise.all([signUp({ device: 'shared', name: 'Ada' }), signUp({ device: 'shared', name: 'Bob' })]);
  const code = (name) =>
    `for n in range(8):\n    print('${name}', n)\n    display('${name}', get_voltage('CH1'), 'V')\n    sleep(0.05)\nplot([0, 1], [0, 1], name='${name}')`;
  await Promise.all([runScript(ada.page, code('of-ada')), runScript(bob.page, code('of-bob'))]);
  for (const [user, own, other] of [
    [ada, 'of-ada', 'of-bob'],
    [bob, 'of-bob', 'of-ada'],
  ]) {
    const shown = await user.page.locator('.workspace').innerText();
    assert.match(shown, new RegExp(own));
    assert.doesNotMatch(shown, new RegExp(other));
    assert.deepEqual((await user.api.list('/v1/lab/runs')).length, 1);
    assert.equal((await user.api.list('/v1/lab/scripts?filter=[{"name":"kind","op":"eq","val":"script"}]')).length, 1);
  }
  const [run] = await ada.api.list('/v1/lab/runs');
  await bob.page.goto(`/lab/runs/${run.id}`);
  await bob.page.getByRole('alert').waitFor();
  assert.doesNotMatch(await bob.page.locator('main').innerText(), /of-ada/);
});

test('Texts of users are shown as texts, wherever they come from', async () => {
  const attack = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>`;
  const { page, api, problems } = await signUp({ device: 'shared', name: attack.slice(0, 50) });
  const python = JSON.stringify(attack);
  const code = `# ${attack}
print(${python})
print_(${python})
label(${python})
display(${python}, 1, ${python})
plot([0, 1], [0, 1], name=${python})
table([${python}], [[${python}]], name=${python})
select(${python}, [${python}])
button(${python}, ${JSON.stringify(`get_voltage('${attack.slice(0, 20)}')`)}, 'display')
import sys
print(${python}, file=sys.stderr)
raise ValueError(${python})`;
  await runScript(page, code, { title: attack.slice(0, 100), status: 'Failed' });
  assert.ok((await page.getByText(attack).count()) >= 5, 'the texts are there');
  await page.locator('.application .push-row button').click();
  await page.locator('.push-row [role="alert"]').waitFor();
  await page.getByRole('tab', { name: 'Source code' }).click();
  await page.getByLabel('Share by link').check();
  const link = await page.locator('p.small a').getAttribute('href');
  const [run] = await api.list('/v1/lab/runs');
  await api.call('shared', 'get_voltage("CH1")');
  for (const path of ['/lab/scripts', '/lab/runs', `/lab/runs/${run.id}`, `/lab/compare/${run.id}/${run.id}`, new URL(link).pathname, '/lab/'])
    await page.goto(path).then(() => page.locator('main h1').first().waitFor());
  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await page.locator('main img[src="x"]').count(), 0);
  assert.deepEqual(problems, []);
});
