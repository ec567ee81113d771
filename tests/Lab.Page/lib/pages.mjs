// Every page of the lab with something on it, for the accessibility tests and the screenshots.
import { readFileSync } from 'node:fs';
import { signUp } from './browser.mjs';
import { verify } from './mail.mjs';

/** The patterns of all routes of the page, as its source declares them. */
export function readRoutes() {
  const source = readFileSync(new URL('../../../src/WebApi/Lab/source/app/routes.ts', import.meta.url), 'utf8');
  return ['/', ...[...source.matchAll(/'(\/[a-z-:/]*)'(?=[:,\]])/g)].map(([, pattern]) => pattern)];
}

/** Whether a path belongs to a route. */
export const isOfRoute = (pattern, path) =>
  new RegExp(`^${pattern.replace(/:[a-z]+/g, '[^/]+')}$`).test(path.split('?')[0]);

/** Creates what the pages show. @returns the addresses by name, of pages without and with a user */
export async function prepare(user) {
  const { api } = user;
  await api.call('main', 'set_waves(440, 90, 880)');
  await api.call('main', 'sqrPWM(1000, 0.5, 0.25, 0.3, 0.5, 0.2, 0.75, 0.7)');
  const script = await api.createScript('Half a sine', sampleCode, { circuit: 'bench' });
  const runs = [];
  for (let i = 0; i < 2; i++) {
    const run = (await api.post(`/v1/lab/scripts/${script}/runs`, { device: 'main' })).data.id;
    await untilOver(api, run);
    runs.push(run);
  }
  const group = await prepareClass(user, script);
  const shared = await shareScript(user, script);
  const lessons = await api.list('/v1/lab/scripts?page[size]=100&fields[lab-script]=title,kind,slug');
  const lesson = lessons.find((s) => s.attributes.slug === 'ohmmeter');
  const example = lessons.find((s) => s.attributes.slug === 'plot_test');
  return {
    open: {
      welcome: '/',
      'sign-in': '/sign-in',
      'sign-up': '/sign-up',
      'forgot-password': '/forgot-password',
      'reset-password': '/reset-password?token=a.b.c',
    },
    signedIn: {
      home: '/',
      oscilloscope: '/oscilloscope',
      generator: '/generator',
      multimeter: '/multimeter',
      supply: '/supply',
      pulses: '/pulses',
      logic: '/logic',
      logger: '/logger',
      bode: '/bode',
      sensors: '/sensors',
      lessons: '/lessons',
      lesson: `/lessons/${lesson.id}`,
      scripts: '/scripts',
      script: `/scripts/${script}`,
      example: `/scripts/${example.id}`,
      runs: '/runs',
      run: `/runs/${runs[0]}`,
      compare: `/compare/${runs.join('/')}`,
      classes: '/classes',
      class: `/classes/${group}`,
      'class-deletion': `/classes/${group}?delete`,
      shared: `/shared/${shared}`,
      functions: '/functions',
      devices: '/devices',
      bookings: '/bookings',
      watch: '/watch',
      account: '/account',
      'not-found': '/no-such-page',
    },
  };
}

/** A class with a script, a second teacher, and students, of whom one has answered a lesson rightly and one wrongly. */
async function prepareClass(teacher, script) {
  await verify(teacher);
  const type = 'application/vnd.api+json';
  const created = await teacher.api.send('POST', '/v1/lab/classes', { data: { type: 'lab-class', attributes: { name: 'Physics 9b' } } }, type);
  const { id, attributes } = created.data;
  await teacher.api.send('POST', `/v1/lab/classes/${id}/relationships/scripts`, { data: [{ type: 'lab-script', id: script }] }, type);
  for (const [name, answers] of [['Grace Hopper', ['2']], ['Emmy Noether', ['7', '5']], ['Lise Meitner', []]]) {
    const student = await signUp({ name });
    await student.api.post('/v1/lab/classes/join', { code: attributes['join-code'] });
    const scripts = await student.api.list('/v1/lab/scripts?page[size]=100&fields[lab-script]=title,kind,slug');
    const lesson = scripts.find((s) => s.attributes.slug === 'ohmmeter');
    for (const answer of answers) await student.api.post(`/v1/lab/scripts/${lesson.id}/answers`, { answer });
    await student.context.close();
  }
  return id;
}

async function shareScript({ api }, id) {
  const document = { data: { type: 'lab-script', id, attributes: { 'is-shared': true, description: 'Draws half a period of a sine.' } } };
  return (await api.send('PATCH', `/v1/lab/scripts/${id}`, document, 'application/vnd.api+json')).data.attributes['share-code'];
}

export const sampleCode = `import numpy as np

x = np.linspace(0, np.pi, 40)
print_('Half a period of a sine')
plot(x, [np.sin(x), np.cos(x)], name='waves')
table(['x', 'sin x'], np.round(np.column_stack([x[::10], np.sin(x[::10])]), 3), name='values')
display('Largest', float(np.max(np.sin(x))), 'V')
slider('Amplitude', 0, 5, 2)
button('Voltage: CH1', "get_voltage('CH1')", 'display_number')
print('Done.')
`;

export async function untilOver(api, run) {
  for (;;) {
    const { status } = (await api.list(`/v1/lab/runs/${run}`)).attributes;
    if (status !== 'queued' && status !== 'running') return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until a page has its content and draws what it measures. */
export async function open(page, path) {
  await page.goto(`/lab${path}`);
  await page.locator('main h1').first().waitFor();
  await page.locator('main .spinner').waitFor({ state: 'detached' });
  if (path === '/oscilloscope') await page.getByText(/Triggered|No trigger|No signal/).waitFor();
  // All functions are 2,700 elements of a few kinds, which the checker of accessibility needs a minute for.
  if (path === '/functions') await page.getByRole('searchbox').fill('capture');
  if (path === '/sensors') {
    await page.getByRole('button', { name: 'Search the bus' }).click();
    await page.locator('section.card h2').first().waitFor();
  }
  if (path === '/logic') {
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByText(/edges/).first().waitFor();
  }
  if (path.startsWith('/classes/')) {
    await page.getByRole('rowheader', { name: 'Lise Meitner' }).waitFor();
    await page.getByRole('button', { name: 'Share with the class' }).waitFor();
  }
  if (path.endsWith('?delete')) {
    await page.getByRole('button', { name: 'Delete the class' }).click();
    await page.getByRole('dialog').waitFor();
  }
  if (path.startsWith('/scripts/')) await page.locator('.editor').getByRole('textbox').waitFor();
}
