// Places what pages load from npm packages and from the chart modules into wwwroot/lib, which is never committed.
// Run by Assets.targets: node assets.mjs <the Node folder> <wwwroot/lib>.

import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , nodeFolder, target] = process.argv;
const packages = join(nodeFolder, 'node_modules');

/** The compiled style sheet without the typeface and the crest that only services on GOV.UK may use. */
function styles() {
  const css = readFileSync(join(packages, 'govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8');
  const plain = css
    .replace(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,arial,sans-serif', 'Arial,Arimo,Helvetica,sans-serif')
    .replace(/url\(\/assets\/images\/[^)]*\)/g, 'none')
    .replace(/\/\*# sourceMappingURL=.*\*\/\s*$/, '');
  const left = /GDS Transport|\/assets\/|sourceMappingURL/.exec(plain);
  if (left)
    throw new Error(`govuk-frontend has changed: “${left[0]}” is still in its style sheet. Bring assets.mjs up to date.`);
  return plain;
}

function withoutSourceMap(path) {
  return readFileSync(join(packages, path), 'utf8').replace(/\/\/# sourceMappingURL=\S*\s*$/, '\n');
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'govuk-frontend.mjs'), withoutSourceMap('govuk-frontend/dist/govuk/govuk-frontend.min.js'));
writeFileSync(join(target, 'echarts.mjs'), withoutSourceMap('echarts/dist/echarts.esm.min.mjs'));
copyFileSync(join(packages, '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'), join(target, 'arimo-regular.ttf'));
copyFileSync(join(packages, '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'), join(target, 'arimo-bold.ttf'));
copyFileSync(join(packages, 'echarts/LICENSE'), join(target, 'licence-echarts.txt'));
copyFileSync(join(packages, 'echarts/NOTICE'), join(target, 'notice-echarts.txt'));
copyFileSync(join(packages, '@expo-google-fonts/arimo/LICENSE_FONT'), join(target, 'licence-arimo.txt'));
for (const name of readdirSync(nodeFolder)) {
  if (/^chart-[a-z-]+\.mjs$/.test(name))
    copyFileSync(join(nodeFolder, name), join(target, name));
}
// Last, because the build takes it as the sign that all of this was done.
writeFileSync(join(target, 'govuk-frontend.css'), styles());
