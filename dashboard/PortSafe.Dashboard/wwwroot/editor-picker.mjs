// The figures of the release as a list to search: typing narrows it, the arrow keys choose, Enter puts the token where the caret is.

const plain = text => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

function insert(area, token, isBlock) {
  const [start, end] = [area.selectionStart, area.selectionEnd];
  const [before, after] = [area.value.slice(0, start), area.value.slice(end)];
  const lead = !isBlock || before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const tail = !isBlock || after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  area.focus();
  // The old command is the one that can be undone; where there is none any more, the text is set.
  if (!document.execCommand('insertText', false, lead + token + tail)) {
    area.setRangeText(lead + token + tail, start, end, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

export function startPicker(form, area) {
  const root = form.querySelector('[data-figures]');
  if (!root)
    return;
  const list = root.querySelector('[data-figure-list]');
  const options = [...list.children];
  const words = options.map(option => plain(option.textContent));
  let chosen = -1;

  const label = document.createElement('label');
  Object.assign(label, { className: 'govuk-label', htmlFor: 'figure-search', textContent: 'Find a figure' });
  const field = document.createElement('input');
  Object.assign(field, { id: 'figure-search', type: 'text', className: 'govuk-input', autocomplete: 'off', spellcheck: false });
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-controls': 'figure-list', 'aria-autocomplete': 'list', 'aria-describedby': 'figure-hint' }))
    field.setAttribute(name, value);
  const hint = document.createElement('p');
  Object.assign(hint, { id: 'figure-hint', className: 'ps-quiet ps-figurelist__hint' });
  const count = document.createElement('span');
  count.setAttribute('role', 'status');
  hint.append('Arrow keys choose, Enter inserts where the caret is. ', count);
  list.before(label, field, hint);

  list.id = 'figure-list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Figures of the release');
  options.forEach((option, index) => {
    option.id = `figure-${index}`;
    option.setAttribute('role', 'option');
  });

  const shown = () => options.filter(option => !option.hidden);

  function choose(option) {
    options[chosen]?.setAttribute('aria-selected', 'false');
    chosen = options.indexOf(option);
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option)
      field.setAttribute('aria-activedescendant', option.id);
    else
      field.removeAttribute('aria-activedescendant');
  }

  function filter() {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    options.forEach((option, index) => {
      option.hidden = !wanted.every(word => words[index].includes(word));
    });
    const left = shown();
    choose(wanted.length > 0 ? left[0] : undefined);
    count.textContent = left.length === 1 ? '1 figure.' : `${left.length} figures.`;
  }

  function take(option) {
    root.open = false;
    insert(area, option.dataset.token, option.dataset.block === 'true');
  }

  field.addEventListener('input', event => {
    event.stopPropagation();
    filter();
  });
  field.addEventListener('keydown', event => {
    const left = shown();
    const at = left.indexOf(options[chosen]);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (next !== undefined && left.length > 0) {
      event.preventDefault();
      choose(left.at(next % left.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen >= 0)
        take(options[chosen]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      root.open = false;
      area.focus();
    }
  });
  list.addEventListener('mousedown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const option = event.target.closest('[role=option]');
    if (option)
      take(option);
  });
  root.addEventListener('toggle', () => {
    field.setAttribute('aria-expanded', String(root.open));
    if (!root.open)
      return;
    field.value = '';
    filter();
    field.focus();
  });
  field.setAttribute('aria-expanded', 'false');
  filter();
}
