import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser } from '../lib/browser.mjs';
import { doLesson, lessons, openLab } from '../lib/lessons.mjs';

let user;

before(async () => {
  user = await openLab('lessons-a');
});
after(async () => {
  await closeBrowser();
  assert.deepEqual(user.problems, []);
});

test('Every lesson of the server is done by a test', () => {
  assert.deepEqual([...user.lessons.keys()].sort(), Object.keys(lessons).sort());
});

for (const slug of ['data_logger', 'rc_discharge', 'servo', 'lissajous', 'diode_curve'])
  test(`The lesson ${slug} is done from start to end`, () => doLesson(user, slug));
