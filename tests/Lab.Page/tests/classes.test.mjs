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
