// Tabs by the ARIA pattern, made of the panels that the page has: a click or the arrow keys choose. Without scripts every panel is
// simply shown, one below the other.

const makeTab = panel => {
  const tab = document.createElement('button');
  tab.type = 'button';
  tab.id = `${panel.id}-tab`;
  tab.className = 'ps-tab';
  tab.textContent = panel.dataset.tab;
  tab.setAttribute('role', 'tab');
  tab.setAttribute('aria-controls', panel.id);
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-labelledby', tab.id);
  return tab;
};

export function startTabs(root) {
  const panels = [...root.querySelectorAll('[data-tab]')];
  const list = root.querySelector('[data-tab-list]');
  const tabs = panels.map(makeTab);
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', 'Show as');

  function choose(chosen) {
    tabs.forEach((tab, index) => {
      const isChosen = tab === chosen;
      tab.setAttribute('aria-selected', String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panels[index].hidden = !isChosen;
      if (isChosen)
        panels[index].dispatchEvent(new Event('shown'));
    });
  }

  list.addEventListener('keydown', event => {
    const index = tabs.indexOf(event.target);
    const next = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (index < 0 || next === undefined)
      return;
    event.preventDefault();
    const tab = tabs.at(next % tabs.length);
    choose(tab);
    tab.focus();
  });

  for (const tab of tabs)
    tab.addEventListener('click', () => choose(tab));
  list.append(...tabs);
  list.hidden = false;
  choose(tabs[0]);
}
