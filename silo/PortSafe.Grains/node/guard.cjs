// Loaded before the host's own server: refuses every request that lacks the key this process was started with, so that
// no other program on the machine can have it run code.
const http = require('node:http');
const { timingSafeEqual } = require('node:crypto');

const HEADER = 'x-portsafe-key';
const expected = Buffer.from(process.env.PORTSAFE_NODE_KEY ?? '');
delete process.env.PORTSAFE_NODE_KEY;

const createServer = http.createServer;
http.createServer = (listener) =>
  createServer((request, response) => {
    const given = Buffer.from(request.headers[HEADER] ?? '');
    if (expected.length === 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(403).end();
      request.socket.destroySoon();
      return;
    }

    listener(request, response);
  });
