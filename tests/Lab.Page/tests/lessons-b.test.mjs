import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser } from '../lib/browser.mjs';
import { doLesson, lessons, openLab } from '../lib/lessons.mjs';

const elsewhere = new Set(['data_logger', 'rc_discharge', 'servo', 'lissajous', 'diode_curve']); // lessons-a.test.mjs
let user;

before(async () => {
  user = await openLab('lessons-b');
});
after(async () => {
  await closeBrowser();
  assert.deepEqual(user.problems, []);
});

for (const slug of Object.keys(lessons).filter((name) => !elsewhere.has(name)))
  test(`The lesson ${slug} is done from start to end`, () => doLesson(user, slug));

test('A wrong answer is not correct', async () => {
  const { page, lessons: all } = user;
  await page.goto(`/lab/lessons/${all.get('ohmmeter').id}`);
  await page.getByLabel('Your answer').fill('123456');
  await page.getByRole('button', { name: 'Check' }).click();
  await page.locator('.notice.warn', { hasText: 'Not yet.' }).waitFor();
});
