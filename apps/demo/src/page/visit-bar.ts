import { type Choices, choicesQuery, consents, countries } from './choices.ts';
import { el } from './dom.ts';
import type { Signals } from './signals.ts';
import type { Texts } from './texts.ts';

/** The controls with which the visitor plays somebody else. A change loads the page anew: signals belong to a whole visit. */
export function visitBar(choices: Choices, options: { texts: Texts; note: Signals['note'] }): HTMLElement {
  const { texts } = options;
  const again = el(
    'a',
    { class: 'again', id: 'visit-again', href: `${choicesQuery(choices)}#visit-again` },
    `↻ ${texts.again}`,
  );
  again.addEventListener('click', (event) => {
    event.preventDefault();
    visit(choices, 'visit-again');
  });
  return el(
    'section',
    { class: 'visit', 'aria-label': texts.visiting },
    el(
      'div',
      { class: 'visit-choices' },
      choiceGroup('country', countries, { choices, label: texts.countryLabel, names: texts.countries }),
      choiceGroup('consent', consents, { choices, label: texts.consentLabel, names: texts.consents }),
      again,
    ),
    el('p', { class: 'visit-note' }, texts.signalNote[options.note]),
  );
}

function choiceGroup<Name extends 'country' | 'consent'>(
  name: Name,
  values: readonly Choices[Name][],
  options: { choices: Choices; label: string; names: Readonly<Record<Choices[Name], string>> },
): HTMLElement {
  const { choices, label, names } = options;
  const group = el('fieldset', { class: 'segments' }, el('legend', {}, label));
  for (const value of values) {
    const id = `visit-${name}-${value}`;
    const input = el('input', { type: 'radio', name, id, value, checked: choices[name] === value });
    input.addEventListener('change', () => visit({ ...choices, [name]: value }, id));
    group.append(el('span', {}, input, el('label', { for: id }, names[value])));
  }
  return group;
}

/** Loads the page with these choices; the fragment lets it put the focus back where it was. */
function visit(choices: Choices, focusId: string): void {
  history.replaceState(null, '', `${choicesQuery(choices)}#${focusId}`);
  location.reload();
}

/** Puts the focus back on the control that caused the reload. */
export function restoreFocus(): void {
  if (location.hash.startsWith('#visit-'))
    document.getElementById(location.hash.slice(1))?.focus({ preventScroll: true });
}
