import { initAll } from './lib/govuk-frontend.mjs';
import { startTabs } from './tabs.mjs';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
for (const tabs of document.querySelectorAll('[data-tabs]'))
  startTabs(tabs);

if (document.querySelector('[data-copy]')) {
  const { startCopying } = await import('./copy.mjs');
  for (const button of document.querySelectorAll('[data-copy]'))
    startCopying(button);
}

if (document.querySelector('[data-passkey]')) {
  const { startPasskeys } = await import('./passkeys.mjs');
  for (const form of document.querySelectorAll('[data-passkey]'))
    startPasskeys(form);
}

if (document.querySelector('[data-copy-picture]') && navigator.clipboard?.write && typeof ClipboardItem === 'function') {
  const { startCopyingPictures } = await import('./copy-picture.mjs');
  for (const button of document.querySelectorAll('[data-copy-picture]'))
    startCopyingPictures(button);
}

const progress = document.querySelector('[data-progress]');
if (progress) {
  const { startProgress } = await import('./send-progress.mjs');
  startProgress(progress);
}

const editor = document.querySelector('[data-editor]');
if (editor) {
  const { startEditor } = await import('./editor.mjs');
  startEditor(editor);
}

// The pictures are there from the first paint; what makes them interactive is fetched after everything else, and only where it is used.
if (document.querySelector('[data-chart]')) {
  const [{ startCharts }, echarts] = await Promise.all([import('./lib/chart-page.mjs'), import('./lib/echarts.mjs')]);
  startCharts(echarts);
}
