// The peer: markdown-it and juice make the HTML, nodemailer's composer makes one MIME message, and nodemailer's pool sends a copy to
// each recipient with the recipient's own parts put in. Prints one line of JSON.
//   node nodemailer.mjs compile TIMES
//   node nodemailer.mjs send PORT CONNECTIONS COPIES WARM_UP
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import juice from 'juice';
import MarkdownIt from 'markdown-it';
import nodemailer from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';

const read = (name) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
const [text, layout] = [read('issue.md'), read('layout.html')];
const subject = 'What two thousand people told us about reporting';
const token = 'T'.repeat(43);
const to = `${'r'.repeat(20)}@port.example`;
const key = 'k'.repeat(65);
const [job, ...numbers] = process.argv.slice(2);
const values = numbers.map(Number);
const markdown = new MarkdownIt();

async function compile() {
  const html = juice(layout.replaceAll('{{subject}}', subject).replace('{{body}}', markdown.render(text)).replace('{{token}}', token));
  const composer = new MailComposer({
    from: 'PortSafe <news@jmsc.example>',
    to,
    subject,
    html,
    text: `${text}\n\nUnsubscribe: https://portsafe.example/unsubscribe/${token}\n`,
    messageId: `<${key}@jmsc.example>`,
    headers: { 'List-Unsubscribe': `<https://portsafe.example/unsubscribe/${token}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  message.keepBcc = false;
  return message.build();
}

function places(message, value) {
  const found = [];
  for (let at = message.indexOf(value); at >= 0; at = message.indexOf(value, at + value.length)) found.push(at);
  return found;
}

async function send(transport, message, copies) {
  const slots = [places(message, token), places(message, to), places(message, key)];
  let next = 0;
  let failed = 0;
  // As many in flight as keep every connection of the pool busy.
  await Promise.all(Array.from({ length: 100 }, async () => {
    while (next < copies) {
      const number = next++;
      const values = [String(number).padStart(43, 'A'), `${String(number).padStart(20, 'r')}@port.example`, String(number).padStart(65, '0')];
      const raw = Buffer.from(message);
      slots.forEach((offsets, index) => offsets.forEach((offset) => raw.write(values[index], offset, 'latin1')));
      await transport.sendMail({ envelope: { from: 'news@jmsc.example', to: [values[1]] }, raw }).catch(() => failed++);
    }
  }));
  if (failed > 0) throw new Error(`${failed} copies failed`);
}

if (job === 'compile') {
  const [times] = values;
  const took = [];
  for (let round = 0; round < times; round++) {
    const start = performance.now();
    await compile();
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  console.log(JSON.stringify({ milliseconds: took[Math.floor(times / 2)] }));
} else {
  const [port, connections, copies, warmUp] = values;
  const transport = nodemailer.createTransport({
    pool: true, host: '127.0.0.1', port, secure: false, ignoreTLS: true, maxConnections: connections, maxMessages: Infinity, disableFileAccess: true,
  });
  await send(transport, await compile(), warmUp);
  const start = performance.now();
  const message = await compile();
  await send(transport, message, copies);
  console.log(JSON.stringify({ milliseconds: performance.now() - start, octets: message.length }));
  transport.close();
}
