// A button that puts a chart's picture on the clipboard: the same PNG that can be downloaded, with title, notes and source. Where the
// browser cannot copy pictures, the button is not shown, and the download stands beside it.
export function startCopyingPictures(button) {
  const said = button.parentElement.querySelector('[role=status]');
  const picture = async () => {
    const answer = await fetch(button.dataset.copyPicture);
    if (!answer.ok)
      throw new Error(`The picture could not be fetched: ${answer.status}`);
    return answer.blob();
  };

  button.hidden = false;
  button.addEventListener('click', async () => {
    said.textContent = '';
    try {
      // The promise itself, because a browser only takes what is offered during the click.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture() })]);
      said.textContent = 'Copied';
    } catch {
      said.textContent = 'Not copied: download the PNG';
    }
  });
}
