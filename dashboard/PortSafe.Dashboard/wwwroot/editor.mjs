// The editor of an issue: previews that follow the text, a picker of figures, and a copy that is kept while somebody writes.
// Without scripts the page's own buttons do all of it.

import { startKeeper } from './editor-keeper.mjs';
import { startPicker } from './editor-picker.mjs';
import { startPreview } from './editor-preview.mjs';

const placeKey = `portsafe-place:${location.pathname}`;

/** How far down a text area's content a character stands, in pixels. */
function topOf(area, offset) {
  const copy = area.cloneNode();
  copy.removeAttribute('id');
  copy.removeAttribute('name');
  copy.removeAttribute('form');
  copy.value = area.value.slice(0, offset);
  Object.assign(copy.style, { position: 'absolute', visibility: 'hidden', width: `${area.offsetWidth}px`, height: '0', minHeight: '0' });
  area.after(copy);
  const top = copy.scrollHeight;
  copy.remove();
  return top;
}

function goTo(area, line, column) {
  const lines = area.value.split('\n');
  const before = lines.slice(0, line - 1).reduce((length, text) => length + text.length + 1, 0);
  const offset = Math.min(before + column - 1, area.value.length);
  area.focus();
  area.setSelectionRange(offset, offset);
  area.scrollTop = topOf(area, offset) - area.clientHeight / 2;
}

/** Saving loads the page anew: the caret and the scroll come back to where they were. */
function keepPlace(form, area) {
  form.addEventListener('submit', () => {
    sessionStorage.setItem(placeKey, JSON.stringify([area.selectionStart, area.selectionEnd, area.scrollTop, scrollY]));
  });
  const place = JSON.parse(sessionStorage.getItem(placeKey) ?? 'null');
  sessionStorage.removeItem(placeKey);
  if (!place || document.querySelector('.govuk-error-summary'))
    return;
  const [start, end, top, page] = place;
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  area.scrollTop = top;
  scrollTo(0, page);
}

export function startEditor(root) {
  const form = root.querySelector('#editor');
  if (!form)
    return startPreview(root, null);
  const area = form.querySelector('[name=body]');
  startPreview(root, form);
  startKeeper(root, form);
  startPicker(form, area);
  keepPlace(form, area);

  root.addEventListener('click', event => {
    const link = event.target.closest('a[data-line]');
    if (!link)
      return;
    event.preventDefault();
    goTo(area, Number(link.dataset.line), Number(link.dataset.column));
  });

  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[data-save]'));
    }
  });
}
