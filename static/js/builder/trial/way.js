// The way of the run, lit on the cards and lines of the canvas and on the rows of the outline.
//   light(list)   from the list of the way · dim()
import { page } from '../page.js';

let way = [];

export function light(list) {
  way = [...list.querySelectorAll('li')].map(({ dataset }) => ({
    block: dataset.blockId,
    port: dataset.port,
    here: 'standing' in dataset,
    ours: dataset.flow === page.root?.dataset.flow,
  }));
  draw();
}

export function dim() {
  way = [];
  draw();
}

function draw() {
  if (!page.root) return;
  const walked = new Set();
  let here = null;
  for (const { block, port, here: stands, ours } of way) {
    if (!ours) continue;
    walked.add(`card-${block}`).add(`step-${block}`);
    if (port) walked.add(`edge-${block}-${port}`);
    if (stands) here = block;
  }
  for (const old of document.querySelectorAll('[data-walked]')) if (!walked.has(old.id)) old.removeAttribute('data-walked');
  for (const id of walked) document.getElementById(id)?.setAttribute('data-walked', '');
  for (const old of document.querySelectorAll('[data-run]')) old.removeAttribute('data-run');
  if (here === null) return;
  for (const id of [`card-${here}`, `step-${here}`]) document.getElementById(id)?.setAttribute('data-run', '');
}

document.addEventListener('builder:applied', draw);
