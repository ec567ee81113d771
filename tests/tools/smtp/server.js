// A real SMTP server for tests. Usage: node server.js FOLDER [--auth USER:PASSWORD] [--tls]
// Prints its port, writes each e-mail to FOLDER/<n>.eml with its envelope in FOLDER/<n>.json, and exits when its standard input ends.
// The recipient selects a failure: refuse-<code>@… is answered with that code at RCPT, reject-<code>@… after DATA,
// hangup@… drops the connection, stall@… gets no answer. The sender refuse-sender@… is refused at MAIL FROM.
'use strict';
const fs = require('fs');
const path = require('path');
const { SMTPServer } = require('smtp-server');

const [folder, ...options] = process.argv.slice(2);
const after = name => (options.includes(name) ? options[options.indexOf(name) + 1] : undefined);
const auth = after('--auth');
let count = 0;

function refusal(code) {
  const error = new Error('scripted refusal');
  error.responseCode = Number(code);
  return error;
}

const server = new SMTPServer({
  authOptional: !auth,
  allowInsecureAuth: true,
  disabledCommands: [...(auth ? [] : ['AUTH']), ...(options.includes('--tls') ? [] : ['STARTTLS'])],
  disableReverseLookup: true,
  logger: false,
  onAuth: (login, session, done) =>
    `${login.username}:${login.password}` === auth ? done(null, { user: login.username }) : done(refusal(535)),
  onMailFrom: (address, session, done) => done(address.address.startsWith('refuse-sender@') ? refusal(550) : undefined),
  onRcptTo(address, session, done) {
    const [, what, code] = /^(refuse|hangup|stall)(?:-(\d+))?@/.exec(address.address) ?? [];
    if (what === 'refuse') return done(refusal(code));
    if (what === 'hangup') return connections.forEach(socket => socket.destroy());
    if (what !== 'stall') return done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on('data', chunk => chunks.push(chunk));
    stream.on('end', () => {
      const [, code] = /^reject-(\d+)@/.exec(session.envelope.rcptTo[0].address) ?? [];
      if (code) return done(refusal(code));
      const name = path.join(folder, String(++count));
      fs.writeFileSync(`${name}.eml`, Buffer.concat(chunks));
      const envelope = {
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map(r => r.address),
        user: session.user || null,
        secure: session.secure,
      };
      fs.writeFileSync(`${name}.json`, JSON.stringify(envelope));
      done();
    });
  },
});

const connections = new Set();
server.server.on('connection', socket => {
  connections.add(socket);
  socket.on('close', () => connections.delete(socket));
});
server.on('error', () => { }); // Clients may disconnect early.
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
