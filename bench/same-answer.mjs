// Whether an address has an account cannot be told from the time of an answer: asks 200 times for known and 200 times for unknown addresses, alternating.
//   node bench/same-answer.mjs URL    on a server started with --Auth:ResetsPerAddressAndMinute=100000 --Auth:SignInFailuresPerAddress=100000
// Prints medians, their ratio, and how well one sample guesses (0.5: not at all; the share of pairs in which the known one is slower).
const base = process.argv[2] ?? 'http://127.0.0.1:5000';
const pairs = 200;
const mark = Math.random().toString(36).slice(2, 8);
const json = (method, path, body, type = 'application/json') =>
  fetch(base + path, { method, headers: { 'content-type': type, accept: '*/*' }, body: JSON.stringify(body) });

for (let i = 0; i < pairs; i++) {
  const made = await json('POST', '/v1/users', { data: { type: 'user', attributes: { email: `known${i}-${mark}@example.org`, password: 'correct horse' } } }, 'application/vnd.api+json');
  if (made.status !== 201) throw new Error(`registration: ${made.status} ${await made.text()}`);
}

async function timed(call) {
  const from = performance.now();
  const answer = await call();
  const text = await answer.text();
  return { ms: performance.now() - from, status: answer.status, text };
}

async function compare(name, call) {
  const known = [], unknown = [], answers = { known: new Set(), unknown: new Set() };
  for (let i = 0; i < 10; i++) await call(`warm${i}-${mark}@example.org`).then((a) => a.text());
  for (let i = 0; i < pairs; i++) {
    const both = [['known', known], ['unknown', unknown]];
    for (const [kind, times] of i % 2 ? both : both.reverse()) {
      const email = `${kind}${i}-${mark}@example.org`;
      const one = await timed(() => call(email));
      times.push(one.ms);
      answers[kind].add(`${one.status} ${one.text.replaceAll(email, 'EMAIL')}`);
    }
  }
  const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
  let slower = 0;
  for (const k of known) for (const u of unknown) slower += k > u ? 1 : k === u ? 0.5 : 0;
  const alike = answers.known.size === 1 && answers.unknown.size === 1 && [...answers.known][0] === [...answers.unknown][0];
  console.log(`${name}: known ${median(known).toFixed(2)} ms, unknown ${median(unknown).toFixed(2)} ms, ratio ${(median(known) / median(unknown)).toFixed(3)}, guess ${(slower / pairs / pairs).toFixed(3)}, answers ${alike ? 'alike' : 'DIFFER: ' + JSON.stringify([[...answers.known], [...answers.unknown]])}`);
}

await compare('reset password', (email) => json('POST', '/v1/auth/reset-password', { data: { email } }));
await compare('resend verification', (email) => json('POST', '/v1/auth/resend-verification-email', { data: { email } }));
await compare('sign in, wrong password', (email) => json('POST', '/auth/session', { email, password: 'wrong horse' }));
