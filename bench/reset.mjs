// How long POST /testing/reset takes, against a running server in testing mode:
//   ./run --Testing:Enabled=true --urls http://127.0.0.1:5000 & node bench/reset.mjs [address] [rounds]
// Before each reset: nothing, or what a test leaves (an account with its e-mail, an event, a ticket, a checkout).
const api = process.argv[2] ?? 'http://127.0.0.1:5000';
const rounds = Number(process.argv[3] ?? 20);
const type = { 'Content-Type': 'application/vnd.api+json' };

async function send(method, path, body, token) {
  const headers = token ? { ...type, Authorization: `JWT ${token}` } : type;
  const answer = await fetch(api + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const create = async (type, attributes, relationships, token) =>
  (await send('POST', `/v1/${type}s`, { data: { type, attributes, relationships } }, token)).data.id;

async function leaveRows({ email, password }) {
  const token = (await send('POST', '/auth/session', { email, password })).access_token;
  await create('user', { email: 'ann@example.org', password: 'correct horse' });
  const dates = { 'starts-at': '2099-05-01T09:00:00Z', 'ends-at': '2099-05-02T18:00:00Z', timezone: 'UTC' };
  const event = await create('event', { name: 'Summit', state: 'published', 'location-name': 'Hall 4', ...dates }, undefined, token);
  const relationships = { event: { data: { type: 'event', id: event } } };
  const sales = { 'sales-starts-at': '2020-01-01T00:00:00Z', 'sales-ends-at': '2099-05-01T00:00:00Z' };
  const ticket = await create('ticket', { name: 'Seat', type: 'free', quantity: 100, ...sales }, relationships, token);
  await send('POST', '/v1/orders/create-order', { tickets: [{ id: ticket, quantity: 2 }] }, token);
  await send('GET', '/testing/mails?to=ann@example.org&wait=10');
}

async function measure(name, before) {
  const server = [];
  const client = [];
  for (let i = 0; i < rounds; i++) {
    await before();
    const start = performance.now();
    server.push((await send('POST', '/testing/reset')).milliseconds);
    client.push(performance.now() - start);
  }
  const show = (times) => {
    times.sort((a, b) => a - b);
    return `median ${times[times.length >> 1].toFixed(0)} ms, longest ${times.at(-1).toFixed(0)} ms`;
  };
  console.log(`${name}: ${show(server)} at the server; ${show(client)} with the request`);
}

const { admin } = await send('GET', '/testing');
await send('POST', '/testing/reset');
await measure('after nothing', async () => {});
await measure('after a test', () => leaveRows(admin));
