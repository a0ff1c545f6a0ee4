// Reads messages with mailparser, which shares nothing with the composer: for each path that comes in as a line, a line of JSON
// says what was understood of that file. Ends when its input does.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { simpleParser } from 'mailparser';

const addresses = (field) => field?.value.map(({ name, address }) => ({ name, address })) ?? [];

const image = ({ cid, contentType, contentDisposition, content, headers }) => ({
  cid,
  contentType,
  contentDisposition,
  content: content.toString('base64'),
  description: headers.get('content-description'),
});

for await (const file of createInterface({ input: process.stdin })) {
  const mail = await simpleParser(createReadStream(file), { skipImageLinks: true, skipHtmlToText: true, skipTextToHtml: true });
  console.log(JSON.stringify({
    subject: mail.subject,
    from: addresses(mail.from),
    to: addresses(mail.to),
    replyTo: addresses(mail.replyTo),
    messageId: mail.messageId,
    date: mail.date,
    text: mail.text,
    html: mail.html,
    headers: mail.headerLines.map(({ key, line }) => ({ key, line })),
    images: mail.attachments.map(image),
  }));
}
