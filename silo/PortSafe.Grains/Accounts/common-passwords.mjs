// Writes the passwords that people choose most, lower-cased, one a line: node common-passwords.mjs <the Node folder> <file>.
// Run by CommonPasswords.targets; the program carries the file inside itself.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [, , nodeFolder, target] = process.argv;
const { dictionary } = createRequire(join(nodeFolder, 'package.json'))('@zxcvbn-ts/language-common');
const common = new Set([...dictionary['passwords-common']].map(password => String(password).toLowerCase()).filter(password => password.length >= 4));
if (common.size < 10_000)
  throw new Error('@zxcvbn-ts/language-common has changed: its list of common passwords is too short. Bring common-passwords.mjs up to date.');
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, `${[...common].join('\n')}\n`);
