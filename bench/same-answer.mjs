// Checks that the response time does not reveal whether an e-mail address has an account. It sends 200 requests for known and 200 requests
// for unknown addresses, alternating.
//   node bench/same-answer.mjs URL [PAIRS]
// Start the server with --Auth:ResetsPerAddressAndMinute=100000 --Auth:SignInFailuresPerAddress=100000.
// Prints the medians, their ratio, the share of pairs in which the known address is slower (0.5: no information), and whether the answers
// are equal.
const base = process.argv[2] ?? 'http://127.0.0.1:5000';
const pairs = Number(process.argv[3] ?? 200);
const mark = Math.random().toString(36).slice(2, 8);
const json = (method, path, body, type = 'application/json') =>
  fetch(base + path, { method, headers: { 'content-type': type, accept: '*/*' }, body: JSON.stringify(body) });

for (let i = 0; i < pairs; i++) {
  const user = { type: 'user', attributes: { email: `known${i}-${mark}@example.org`, password: 'correct horse' } };
  const made = await json('POST', '/v1/users', { data: user }, 'application/vnd.api+json');
  if (made.status !== 201) throw new Error(`registration: ${made.status} ${await made.text()}`);
}

async function timed(call) {
  const from = performance.now();
  const answer = await call();
  const text = await answer.text();
  return { ms: performance.now() - from, status: answer.status, text };
}

async function compare(name, call) {
  const known = [];
  const unknown = [];
  const answers = { known: new Set(), unknown: new Set() };
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
  for (const k of known) {
    for (const u of unknown) slower += k > u ? 1 : k === u ? 0.5 : 0;
  }
  const all = { known: [...answers.known], unknown: [...answers.unknown] };
  const areEqual = all.known.length === 1 && all.unknown.length === 1 && all.known[0] === all.unknown[0];
  console.log(
    `${name}: known ${median(known).toFixed(2)} ms, unknown ${median(unknown).toFixed(2)} ms, ` +
      `ratio ${(median(known) / median(unknown)).toFixed(3)}, known slower ${(slower / pairs / pairs).toFixed(3)}, ` +
      `answers ${areEqual ? 'equal' : 'DIFFER: ' + JSON.stringify(all)}`,
  );
}

await compare('reset password', (email) => json('POST', '/v1/auth/reset-password', { data: { email } }));
await compare('resend verification', (email) => json('POST', '/v1/auth/resend-verification-email', { data: { email } }));
await compare('sign in, wrong password', (email) => json('POST', '/auth/session', { email, password: 'wrong horse' }));
