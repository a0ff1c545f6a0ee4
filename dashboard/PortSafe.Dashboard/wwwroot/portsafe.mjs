import { initAll } from './lib/govuk-frontend.mjs';
import { startTabs } from './tabs.mjs';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
for (const tabs of document.querySelectorAll('[data-tabs]'))
  startTabs(tabs);
