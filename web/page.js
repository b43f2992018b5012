/** Owns what the pages can do beyond links and forms; without it they lack buttons and shortcuts, and nothing else. */

const { copy, copied, copyLabel } = document.body.dataset;

// A fragment has been scrolled to by the browser. Without one, the style sheet's scroll margin leaves the top third free.
const marked = document.querySelector('#words') ?? document.querySelector('.clause.marked');
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

// Long enough that a word typed without pause is asked for once, short enough to seem at once.
const PAUSE_MS = 80;

for (const form of document.querySelectorAll('search form')) addSuggestions(form, form.elements.q);

/** A combobox as the ARIA guide has it: the box keeps the focus, the arrows choose, Enter searches, Escape closes. */
function addSuggestions(form, box) {
  const list = document.createElement('ul');
  list.id = 'suggestions';
  list.className = 'suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', form.dataset.suggestions);
  form.append(list);
  const attributes = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id };
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  let typed = box.value;
  let chosen = -1;
  let timer;
  let request;
  let isComposing = false;
  show([]);

  box.addEventListener('compositionstart', () => {
    isComposing = true;
    cancel();
  });
  box.addEventListener('compositionend', () => {
    isComposing = false;
    ask();
  });
  box.addEventListener('input', () => isComposing || ask());
  box.addEventListener('blur', () => {
    cancel();
    show([]);
  });
  box.addEventListener('keydown', (event) => {
    // While an input method composes, its keys are its own.
    if (isComposing || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (list.hidden) ask(0);
      else choose(chosen + step);
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault(); // it would empty the box
      box.value = typed;
      show([]);
    }
  });
  form.addEventListener('submit', cancel);
  list.addEventListener('mousedown', (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]');
    if (!option) return;
    box.value = option.dataset.text;
    form.requestSubmit();
  });

  function cancel() {
    clearTimeout(timer);
    request?.abort();
  }

  function ask(pauseMs = PAUSE_MS) {
    cancel();
    typed = box.value;
    if (typed.trim() === '') return show([]);
    timer = setTimeout(async () => {
      request = new AbortController();
      const { signal } = request;
      try {
        const address = `/api/suggest?${new URLSearchParams({ q: typed })}`;
        const response = await fetch(address, { signal });
        const suggestions = response.ok ? (await response.json()).suggestions : [];
        if (!signal.aborted) show(suggestions);
      } catch {
        if (!signal.aborted) show([]); // searching works without suggestions
      }
    }, pauseMs);
  }

  function show(suggestions) {
    chosen = -1;
    const worthShowing = suggestions.filter(({ text }) => text !== typed);
    list.replaceChildren(...worthShowing.map(optionOf));
    list.hidden = worthShowing.length === 0;
    box.setAttribute('aria-expanded', String(!list.hidden));
    box.removeAttribute('aria-activedescendant');
  }

  function optionOf({ text, kind }, at) {
    const option = document.createElement('li');
    option.id = `suggestion-${at}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    option.dataset.text = text;
    const words = document.createElement('span');
    words.lang = 'zh-Hans';
    words.textContent = text;
    const label = document.createElement('small');
    label.textContent = form.dataset[`kind${kind[0].toUpperCase()}${kind.slice(1)}`];
    option.append(words, ' ', label);
    return option;
  }

  /** Past either end stands what was typed. */
  function choose(at) {
    const options = [...list.children];
    options[chosen]?.setAttribute('aria-selected', 'false');
    chosen = at < -1 ? options.length - 1 : at >= options.length ? -1 : at;
    const option = options[chosen];
    box.value = option === undefined ? typed : option.dataset.text;
    if (option === undefined) return box.removeAttribute('aria-activedescendant');
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', option.id);
  }
}
