// Composes one MIME message from content that .NET has already checked. The same content gives the same bytes.
import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';

const MESSAGE_ID = 'message-id@removed.invalid';
const HEADER_END = '\r\n\r\n';
const WORD_LENGTH = 52;

/**
 * @param content subject, html, text, from {name, address}, replyTo or null, date in ms since 1970, boundary,
 *   headers [{name, value}], images [{contentId, file in base64, isJpeg, alt}]
 * @returns the message as ASCII text with CRLF line breaks, without To and Message-ID: each recipient has their own
 */
export async function compose(content) {
  const composer = new MailComposer({
    subject: subject(content.subject),
    html: content.html,
    text: content.text,
    from: content.from,
    replyTo: content.replyTo ?? undefined,
    date: new Date(content.date),
    messageId: MESSAGE_ID,
    encoding: 'quoted-printable',
    newline: 'windows',
    // "=_" occurs in neither quoted-printable nor base64, so no line of a part can be taken for a boundary.
    boundaryPrefix: '=_',
    baseBoundary: content.boundary,
    headers: content.headers.map(({ name, value }) => ({ key: name, value: { prepared: true, value } })),
    attachments: content.images.map(({ contentId, file, isJpeg, alt }) => ({
      cid: contentId,
      content: file,
      encoding: 'base64',
      contentType: isJpeg ? 'image/jpeg' : 'image/png',
      contentDisposition: 'inline',
      filename: `${contentId}.${isJpeg ? 'jpg' : 'png'}`,
      headers: { 'Content-Description': alt },
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = (await composer.compile().build()).toString('latin1');
  return withoutMessageId(message);
}

// A subject that looks encoded already would be decoded by its reader, so it is encoded once more.
const subject = (text) =>
  text.includes('=?') ? { prepared: true, foldLines: true, value: encodeWord(text, 'Q', WORD_LENGTH) } : text;

function withoutMessageId(message) {
  const line = `Message-ID: <${MESSAGE_ID}>\r\n`;
  const at = message.indexOf(line);
  if (at < 0 || at > message.indexOf(HEADER_END)) throw new Error('the composer wrote no Message-ID');
  return message.slice(0, at) + message.slice(at + line.length);
}
