// Passkeys: a form asks the server for the options, lets the browser make or use the key, and then sends itself with the answer.

const fromBase64Url = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character => character.charCodeAt(0));
const toBase64Url = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const withBinaryId = credential => ({ ...credential, id: fromBase64Url(credential.id) });

function readOptions(json) {
  const options = { ...json, challenge: fromBase64Url(json.challenge) };
  if (json.user)
    options.user = withBinaryId(json.user);
  for (const list of ['excludeCredentials', 'allowCredentials']) {
    if (json[list])
      options[list] = json[list].map(withBinaryId);
  }
  return options;
}

function writeCredential(credential) {
  const response = {};
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[part])
      response[part] = toBase64Url(credential.response[part]);
  }
  if (credential.response.getTransports)
    response.transports = credential.response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toBase64Url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
}

async function askBrowser(form) {
  const body = new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken.value });
  const answer = await fetch(form.dataset.passkeyOptions, { method: 'POST', body });
  if (!answer.ok || answer.redirected)
    throw new Error(`The server answered ${answer.status}.`);
  const publicKey = readOptions(await answer.json());
  return form.dataset.passkey === 'create' ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
}

function explain(error) {
  if (error.name === 'InvalidStateError')
    return 'This device has a passkey for your account already.';
  if (error.name === 'NotAllowedError')
    return 'The passkey was not used. Try again, and confirm when your browser asks you to.';
  return 'That did not work. Load this page again, or use another way.';
}

export function startPasskeys(form) {
  if (!window.PublicKeyCredential)
    return;
  const [fault, button] = [form.querySelector('[data-passkey-fault]'), form.querySelector('[type=submit]')];
  document.querySelector('[data-passkey-missing]')?.remove();
  form.hidden = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    button.disabled = true;
    fault.hidden = true;
    try {
      form.elements.credential.value = writeCredential(await askBrowser(form));
      form.submit();
    } catch (error) {
      fault.textContent = explain(error);
      fault.hidden = false;
      button.disabled = false;
    }
  });
}
