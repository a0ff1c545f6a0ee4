// Keeps what is written a few seconds after it was, and says who else is writing. What is kept is no revision: saving makes one.

const Pause = 2000;
const Longest = 6000;
const Heartbeat = 15000;
const Retry = 5000;

export function startKeeper(root, form) {
  const [subject, body, revision] = ['subject', 'body', 'revision'].map(name => form.elements[name]);
  const token = form.elements.__RequestVerificationToken.value;
  const [status, notices] = [root.querySelector('[data-status]'), root.querySelector('[data-notices]')];
  const saved = root.dataset.unsaved ? null : text();
  let [kept, since, timer, isLeaving, isKeeping] = [saved, 0, 0, false, false];

  function text() {
    return `${subject.value}\n${body.value}`;
  }

  function say(words, isProblem = false) {
    if (status.textContent !== words)
      status.textContent = words;
    status.classList.toggle('ps-editor__status--problem', isProblem);
  }

  function tell(list) {
    const fresh = list.map(words => {
      const line = document.createElement('p');
      line.className = 'ps-notice';
      line.textContent = words;
      return line;
    });
    // Seconds that pass are no news to whoever listens.
    const gist = lines => lines.map(line => line.textContent.replace(/last heard of [^.]+\./, '')).join('\n');
    notices.setAttribute('aria-live', gist(fresh) === gist([...notices.children]) ? 'off' : 'polite');
    notices.replaceChildren(...fresh);
  }

  async function send(fields) {
    const answer = await fetch(`${location.pathname}?handler=Keep`, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ __RequestVerificationToken: token, revision: revision.value, ...fields }),
    });
    if (answer.type === 'opaqueredirect')
      return { problem: 'You are signed out. Sign in again in another tab, and this text will be kept.' };
    if (answer.status >= 500 || !answer.headers.get('content-type')?.includes('json'))
      throw new TypeError('The server did not answer as it should.');
    return answer.json();
  }

  async function keep() {
    clearTimeout(timer);
    const now = text();
    if (isLeaving || isKeeping || now === kept)
      return;
    isKeeping = true;
    let next = 0;
    try {
      const answer = await send({ subject: subject.value, body: body.value });
      if (answer.problem) {
        say(`Not kept: ${answer.problem}`, true);
        next = Retry;
      } else {
        [kept, since] = [now, 0];
        say(now === saved ? `As revision ${revision.value} has it` : `Kept at ${answer.kept}, not saved as a revision`);
        tell(answer.notices);
        next = text() === kept ? 0 : Pause;
      }
    } catch (error) {
      if (!(error instanceof TypeError))
        throw error;
      say('Not kept: there is no connection. It is tried again by itself; do not close this page.', true);
      next = Retry;
    } finally {
      isKeeping = false;
    }
    if (next > 0)
      timer = setTimeout(keep, next);
  }

  async function beat() {
    if (isLeaving)
      return;
    try {
      const answer = await send({});
      if (!answer.problem)
        tell(answer.notices);
    } catch (error) {
      // Keeping says when there is no connection; that nobody hears of this page meanwhile is no news.
      if (!(error instanceof TypeError))
        throw error;
    }
  }

  form.addEventListener('input', event => {
    if (event.target !== subject && event.target !== body)
      return;
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(keep, Math.max(0, Math.min(Pause, since + Longest - Date.now())));
  });
  form.addEventListener('submit', event => {
    // A form that goes to a frame leaves the page where it is.
    isLeaving = !event.submitter?.hasAttribute('formtarget');
  });
  addEventListener('pageshow', () => {
    isLeaving = false;
  });
  addEventListener('beforeunload', event => {
    if (!isLeaving && text() !== kept)
      event.preventDefault();
  });
  addEventListener('online', keep);
  setInterval(beat, Heartbeat);
  if (text() === kept)
    beat();
  else
    keep();
}
