// The chat in the playground tells the page around it what happened, and takes over what is pretended.
//   parent → {deskbell: 'pretend', fields}   for a conversation that begins later
//   {deskbell: 'trial', conversation} → parent   after everything that may have moved the run on
import { act, whenSettled } from './act.js';
import { log, page } from './page.js';

export function startTrial() {
  if (!page.playground || parent === window) return;
  document.addEventListener('deskbell:applied', tell);
  whenSettled(tell);
  addEventListener('message', ({ origin, source, data }) => {
    if (origin !== location.origin || source !== parent || data?.deskbell !== 'pretend') return;
    for (const [name, value] of Object.entries(data.fields)) page.trial[name] = value;
  });
  tell();
  if (page.trial.trial_begin) act('begin', {}, ''); // it asks nothing at first, or not for long
}

function tell() {
  parent.postMessage({ deskbell: 'trial', conversation: log.dataset.conversation ?? '' }, location.origin);
}
