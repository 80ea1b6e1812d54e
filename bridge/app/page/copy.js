const BACK_AFTER_MS = 2000;

/** Gives every button with `data-copies` the text of the element of that id to copy. */
export function offerCopies(root) {
  for (const button of root.querySelectorAll('[data-copies]')) {
    button.addEventListener('click', () => copy(button, document.getElementById(button.dataset.copies)));
  }
}

async function copy(button, source) {
  button.dataset.words ??= button.textContent;
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = 'Copied';
  } catch {
    // The browser keeps the clipboard from us: the text is selected, and the person copies it.
    getSelection()?.selectAllChildren(source);
    button.textContent = 'Selected: now press Ctrl+C or ⌘C';
  }
  setTimeout(() => {
    button.textContent = button.dataset.words;
  }, BACK_AFTER_MS);
}
