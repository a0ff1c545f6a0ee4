// A real SMTP server (smtp-server) that does what the recipient's address asks for, such as rcpt-451@… or body-close@….
// With a delay it takes so many milliseconds over each message. Says its port in one line of JSON, then one line for each message it took; ends when its input does.
import { readFileSync } from 'node:fs';
import { SMTPServer } from 'smtp-server';

const settings = JSON.parse(process.argv[2] ?? '{}');
const say = (line) => console.log(JSON.stringify(line));
const refusal = (code) => Object.assign(new Error('5.0.0 as asked'), { responseCode: Number(code) });

// A small generator with a seed, so that a run can be repeated.
let state = settings.seed ?? 1;
const chance = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;

function plan(address) {
  const [step, deed] = address.split('@')[0].split('-');
  if (step !== 'random') return { step, deed };
  const drawn = chance();
  if (drawn < 0.15) return { step: 'rcpt', deed: 'close' };
  if (drawn < 0.3) return { step: 'body', deed: 'close' };
  if (drawn < 0.45) return { step: 'late', deed: 'close' };
  if (drawn < 0.55) return { step: 'body', deed: '451' };
  return {};
}

function perform(deed, session, callback) {
  if (deed === 'hang') return;
  if (deed === 'close') socket(session)?.destroy();
  else callback(refusal(deed));
}

function socket(session) {
  return [...server.connections].find(({ id }) => id === session.id)?._socket;
}

const server = new SMTPServer({
  secure: settings.tls === 'implicit',
  key: settings.key && readFileSync(settings.key),
  cert: settings.certificate && readFileSync(settings.certificate),
  hideSTARTTLS: settings.tls !== 'starttls',
  hidePIPELINING: settings.pipelining === false,
  hide8BITMIME: settings.eightBit === false,
  hideSMTPUTF8: settings.utf8 === false,
  size: settings.size,
  authOptional: !settings.user,
  authMethods: settings.methods ?? ['PLAIN', 'LOGIN'],
  allowInsecureAuth: true,
  disableReverseLookup: true,
  logger: false,
  onAuth: ({ username, password }, session, callback) =>
    username === settings.user && password === settings.password ? callback(null, { user: username }) : callback(refusal(535)),
  onMailFrom: ({ address }, session, callback) => {
    const { step, deed } = plan(address);
    if (step === 'mail') perform(deed, session, callback);
    else callback();
  },
  onRcptTo: ({ address }, session, callback) => {
    session.plan = plan(address);
    if (session.plan.step === 'rcpt') perform(session.plan.deed, session, callback);
    else callback();
  },
  onData: (stream, session, callback) => {
    const { step, deed } = session.plan;
    const chunks = [];
    if (step === 'body' && deed === 'close') stream.once('data', () => perform(deed, session, callback));
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('end', () => {
      if (step === 'body') {
        if (deed !== 'close') perform(deed, session, callback);
        return;
      }
      say({
        connection: session.id,
        secure: session.secure,
        hello: session.hostNameAppearsAs,
        user: session.user || null,
        from: session.envelope.mailFrom,
        recipients: session.envelope.rcptTo.map(({ address }) => address),
        message: Buffer.concat(chunks).toString('base64'),
      });
      if (step === 'late') perform(deed, session, callback);
      else if (settings.delay) setTimeout(callback, settings.delay);
      else callback();
      if (step === 'after') socket(session)?.end();
    });
  },
});

server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say({ port: server.server.address().port }));
// What was said last must have left this process before it ends.
process.stdin.resume().on('end', () => process.stdout.write('', () => process.exit(0)));
