// What stands beside the text: the server makes it of the text as it is now and stores nothing. A mail is shown in a frame, which is a
// page of its own with a policy of its own.

const Pause = 600;

const handler = name => `${location.pathname}?handler=${name}`;

/** Fits a frame to its mail, which needs no scroll bar of its own then. */
function fit(frame) {
  const height = frame.contentDocument?.documentElement?.scrollHeight;
  if (height)
    frame.style.height = `${height}px`;
}

/** Loads the mail of the text in a new frame behind the old one, which it then replaces: nothing flickers, and going back leaves the page. */
function loadMail(form, panel) {
  panel.querySelector('[data-coming]')?.remove();
  const old = panel.querySelector('iframe');
  const frame = old.cloneNode();
  frame.removeAttribute('src');
  frame.removeAttribute('loading');
  frame.name = `${panel.id}-${Date.now()}`;
  frame.dataset.coming = '';
  frame.tabIndex = -1;
  old.after(frame);
  frame.addEventListener('load', () => {
    if (!frame.isConnected || frame.contentDocument?.URL === 'about:blank')
      return;
    const top = panel.scrollTop;
    delete frame.dataset.coming;
    frame.removeAttribute('tabindex');
    old.remove();
    fit(frame);
    panel.scrollTop = top;
  });
  const post = document.createElement('form');
  Object.assign(post, { method: 'post', action: handler('Mail'), target: frame.name, hidden: true });
  for (const [name, value] of new FormData(form)) {
    const field = document.createElement('textarea');
    Object.assign(field, { name, value });
    post.append(field);
  }
  document.body.append(post);
  post.submit();
  post.remove();
}

export function startPreview(root, form) {
  const mails = [...root.querySelectorAll('.ps-beside__panel--mail')];
  for (const panel of mails)
    panel.querySelector('iframe').addEventListener('load', event => fit(event.target));
  for (const panel of mails)
    panel.addEventListener('shown', () => fit(panel.querySelector('iframe')));
  if (!form)
    return;

  const stale = new Set(root.dataset.unsaved ? mails : []);
  const note = root.querySelector('[data-fault]');
  let timer, running;

  function bringMails() {
    for (const panel of stale) {
      if (panel.hidden)
        continue;
      stale.delete(panel);
      loadMail(form, panel);
    }
  }

  /** What somebody is typing into a reason is not taken from under their hands. */
  function replaceChecks(target, fresh) {
    if (target.contains(document.activeElement) && document.activeElement.matches('textarea'))
      return;
    const typed = [...target.querySelectorAll('textarea')].filter(field => field.value !== field.defaultValue).map(field => [field.name, field.value]);
    target.replaceChildren(...fresh.childNodes);
    for (const [name, value] of typed) {
      const field = target.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field) {
        field.value = value;
        field.closest('details').open = true;
      }
    }
  }

  function show(html, isReason) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const isShown = !page.querySelector('[data-not-shown]');
    note.hidden = isShown;
    for (const fresh of page.querySelectorAll('[data-part]')) {
      const target = root.querySelector(`[data-beside] [data-part="${fresh.dataset.part}"]`);
      if (fresh.dataset.part === 'checks')
        isReason ? target.replaceChildren(...fresh.childNodes) : replaceChecks(target, fresh);
      else if (isShown)
        target.replaceChildren(...fresh.childNodes);
    }
    if (!isShown)
      return;
    for (const panel of mails)
      stale.add(panel);
    bringMails();
  }

  async function look(address = handler('Look'), fields = new FormData(form), isReason = false) {
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(address, { method: 'POST', body: fields, redirect: 'manual', signal: running.signal });
      if (answer.ok)
        show(await answer.text(), isReason);
    } catch (error) {
      // The connection is gone, of which the line below the text speaks; or a newer text overtook this one.
      if (error.name !== 'AbortError' && error.name !== 'TypeError')
        throw error;
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, Pause);
  });
  for (const panel of mails)
    panel.addEventListener('shown', bringMails);
  form.addEventListener('submit', event => {
    if (!event.submitter?.matches('[data-reason]'))
      return;
    event.preventDefault();
    event.stopImmediatePropagation();
    look(`${handler('Reason')}&glance=true`, new FormData(form, event.submitter), true);
  }, { capture: true });
}
