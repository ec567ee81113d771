import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { closeBrowser, closeWindows, signUp } from '../lib/browser.mjs';
import { verify } from '../lib/mail.mjs';
import { untilOver } from '../lib/pages.mjs';

const device = 'shared';

afterEach(closeWindows);
after(closeBrowser);

test('A teacher opens the newest run of a student from the results of the class', async () => {
  const [teacher, student] = await Promise.all([signUp({ device, name: 'Tea' }), signUp({ device, name: 'Stu' })]);
  await verify(teacher);
  const { page } = teacher;
  await page.goto('/lab/classes');
  await page.getByLabel('Name of the class').fill('Physics');
  await page.getByRole('button', { name: 'Create a class' }).click();
  await page.getByRole('link', { name: 'Physics' }).click();
  const code = await page.locator('.reading.mono').textContent();
  await student.api.post('/v1/lab/classes/join', { code });

  const scripts = await student.api.list('/v1/lab/scripts?page[size]=100&fields[lab-script]=title,kind,slug');
  const lesson = scripts.find((s) => s.attributes.slug === 'ohmmeter');
  for (let i = 0; i < 2; i++) {
    const run = (await student.api.post(`/v1/lab/scripts/${lesson.id}/runs`, { device })).data.id;
    assert.equal(await untilOver(student.api, run), 'done');
  }
  await student.api.post(`/v1/lab/scripts/${lesson.id}/answers`, { answer: '5' });
  const [newest, older] = await student.api.list('/v1/lab/runs?sort=-id');
  assert.notEqual(newest.id, older.id);

  await page.reload();
  await page.getByRole('button', { name: /^Stu, .*Open the newest run/ }).click();
  await page.getByRole('heading', { level: 1, name: lesson.attributes.title }).waitFor();
  assert.equal(new URL(page.url()).pathname, `/lab/runs/${newest.id}`);
  await page.locator('figure').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Run again' }).count(), 0, 'it is the run of another person');
  assert.deepEqual(teacher.problems, []);

  for (const run of [newest, older]) await student.api.delete(`/v1/lab/runs/${run.id}`);
  await page.goBack();
  await page.getByRole('button', { name: /^Stu, .*Open the newest run/ }).click();
  await page.getByText('Stu has no run of this lesson any more.').waitFor();
});

test('Texts of a class are shown as texts to its teachers and students', async () => {
  const attack = '<img src=x onerror="window.broken=1">';
  const named = (text) => `${attack}${text}`.slice(0, 50);
  const [teacher, student] = await Promise.all([signUp({ device, name: named('T') }), signUp({ device, name: named('S') })]);
  await verify(teacher);
  const { page, api } = teacher;
  await page.goto('/lab/classes');
  await page.getByLabel('Name of the class').fill(attack);
  await page.getByRole('button', { name: 'Create a class' }).click();
  await page.locator('main').getByRole('link', { name: attack }).click();
  const code = await page.locator('.reading.mono').textContent();
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const script = await api.createScript(attack, `# ${attack}`, { description: attack, 'is-shared': true });
  const type = 'application/vnd.api+json';
  await api.send('POST', `/v1/lab/classes/${id}/relationships/scripts`, { data: [{ type: 'lab-script', id: script }] }, type);
  await student.api.post('/v1/lab/classes/join', { code });
  const scripts = await student.api.list('/v1/lab/scripts?page[size]=100&fields[lab-script]=title,kind,slug');
  const lesson = scripts.find((s) => s.attributes.slug === 'ohmmeter');
  await student.api.post(`/v1/lab/scripts/${lesson.id}/answers`, { answer: '5' });

  await page.reload();
  await page.getByRole('heading', { level: 1, name: attack }).waitFor();
  await page.getByRole('rowheader', { name: named('S') }).waitFor();
  assert.ok((await page.getByText(attack).count()) >= 4, 'class, member, result and script');
  await page.getByRole('button', { name: /Open the newest run/ }).click();
  await page.getByText('has no run of this lesson any more.').waitFor();
  await page.getByRole('button', { name: 'Delete the class' }).click();
  await page.getByRole('dialog').getByText(attack).waitFor();
  const shareCode = (await api.list(`/v1/lab/scripts/${script}`)).attributes['share-code'];
  for (const [user, paths] of [
    [teacher, [`/lab/shared/${shareCode}`, `/lab/scripts/${script}`, '/lab/scripts', '/lab/classes', '/lab/account', '/lab/bookings']],
    [student, [`/lab/classes/${id}`, `/lab/scripts/${script}`, `/lab/shared/${shareCode}`, '/lab/scripts', '/lab/classes']],
  ]) {
    for (const path of paths) {
      await user.page.goto(path);
      await user.page.locator('main h1').first().waitFor();
      await user.page.locator('main .spinner').waitFor({ state: 'detached' });
      assert.equal(await user.page.evaluate(() => window.broken), undefined, path);
      assert.equal(await user.page.locator('img[src="x"]').count(), 0, path);
    }
    assert.deepEqual(user.problems, []);
  }
});
