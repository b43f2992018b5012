/** Owns what the pages can do beyond links and forms; without it they lack buttons and shortcuts, and nothing else. */

const { copy, copied, copyLabel } = document.body.dataset;

// A fragment has been scrolled to by the browser. Without one, the style sheet's scroll margin leaves the top third free.
const marked = document.querySelector('.clause.marked');
if (marked && (!location.hash || marked.matches(':target'))) {
  // Fonts and the copy buttons change heights, so not before they are there.
  addEventListener('load', () => {
    document.querySelector('.outline.wide [aria-current]')?.scrollIntoView({ block: 'center' });
    marked.focus({ preventScroll: true });
    marked.scrollIntoView({ block: 'start' });
  });
}

for (const address of document.querySelectorAll('code.address')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = copy;
  button.setAttribute('aria-label', `${copyLabel} ${address.textContent}`);
  button.addEventListener('click', async () => {
    await copyText(address);
    button.textContent = copied;
    setTimeout(() => {
      button.textContent = copy;
    }, 1500);
  });
  address.after(' ', button);
}

/** Where the clipboard is refused (plain http on another machine) the address is left selected, to be copied by hand. */
async function copyText(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
  } catch {
    getSelection().selectAllChildren(element);
    document.execCommand('copy');
  }
}

addEventListener('keydown', (event) => {
  const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector('input[name=q]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

const outline = document.querySelector('details.outline');
outline?.addEventListener('click', (event) => {
  if (event.target.closest('a')) outline.open = false;
});
