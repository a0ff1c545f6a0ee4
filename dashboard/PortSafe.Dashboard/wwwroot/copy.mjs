// A button that copies what a field holds, and says that it did. Without scripts the field is there to be copied by hand.
export function startCopying(button) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector('[role=status]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = 'Copied';
    } catch {
      field.select();
      said.textContent = 'The line is selected: copy it with your keyboard';
    }
  });
}
