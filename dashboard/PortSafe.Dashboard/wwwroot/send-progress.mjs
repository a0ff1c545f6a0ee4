/** Shows how far a send is without the page being asked for again. When it ends, the page is, for what it then offers. */
export function startProgress(section) {
  const line = section.querySelector('[data-progress-line]');
  const bar = section.querySelector('[data-progress-bar]');
  section.querySelector('[data-progress-refresh]')?.remove();
  const events = new EventSource(section.dataset.progress);
  events.addEventListener('message', (event) => {
    const { line: text, ended, counts } = JSON.parse(event.data);
    bar.value = ended;
    for (const [key, count] of Object.entries(counts))
      section.querySelector(`[data-progress-count="${key}"]`).textContent = count;
    // A line that is read aloud once a second helps nobody: it is renewed every ten.
    if (!line.dataset.at || Date.now() - Number(line.dataset.at) >= 10_000) {
      line.textContent = text;
      line.dataset.at = String(Date.now());
    }
  });
  events.addEventListener('ended', () => {
    events.close();
    location.reload();
  });
}
