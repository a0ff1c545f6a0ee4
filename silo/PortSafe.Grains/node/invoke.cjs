// The one door from .NET: calls an export of a module in this folder. It is CommonJS because the host loads it with require.
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const OLDEST_NODE = 20;

module.exports = async (file, name, args) => {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    throw new Error(`Node.js ${process.versions.node} is too old: install Node.js ${OLDEST_NODE} or newer`);
  }

  const module = await import(pathToFileURL(path.join(__dirname, path.basename(file))).href);
  return module[name](...args);
};
