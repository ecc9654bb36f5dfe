// What the server wrote on <html> for the scripts, and what the host page says about itself.
const { dataset } = document.documentElement;

export const page = {
  bot: dataset.bot,
  base: `/w/${dataset.bot}`,
  sites: (dataset.sites ?? '').split(' ').filter(Boolean),
  version: dataset.version,
  seed: dataset.seed,
  // Alone: a page of its own, with its own storage. Else the loader on the host page keeps things.
  alone: !('framed' in dataset) || parent === window,
  playground: 'playground' in dataset,
  // What the playground tries; the server takes it from those alone who may build flows.
  trial: Object.fromEntries([...new URLSearchParams('playground' in dataset ? location.search : '')].filter(([name]) => name.startsWith('trial_'))),
  resume: 'resume' in dataset,
  preview: 'preview' in dataset,
  fresh: false, // the next action begins a new conversation
  host: { page: document.referrer, title: '', language: navigator.language },
};

export const log = document.querySelector('ol[data-log]');
export const scroller = document.querySelector('.scroll');
export const prompt = () => document.getElementById('prompt');
