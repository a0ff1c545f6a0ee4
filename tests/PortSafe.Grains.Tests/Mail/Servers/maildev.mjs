// maildev, a real SMTP server, on a port of the system's choosing. It leaves each message it took as a file in the folder given.
// Says its port in one line of JSON, and ends when its input does.
import { MailDev } from 'maildev';

const [folder] = process.argv.slice(2);
const maildev = new MailDev({ smtp: 0, ip: '127.0.0.1', disableWeb: true, mailDirectory: folder, silent: true });
const { smtp } = await maildev.start();
console.log(JSON.stringify({ port: smtp.getPort() }));

process.stdin.resume().on('end', () => process.exit(0));
