// Asks the server for a part of the page, or posts to it.
//   const { status, html, rev, blocks, problem } = await part('/block', { query, fields, signal });
//     problem: what to say where it was refused, with a sentence always; html where it answered with a part
//   It throws when there was no answer.
import { Refused } from '../desk/post.js';
import { heard } from '../shared/now.js';
import { page } from './page.js';

const LONGEST = 20_000;

export async function part(rest, { query, fields, signal = AbortSignal.timeout(LONGEST) } = {}) {
  const address = `${rest.startsWith('/bots/') ? rest : page.path + rest}${query ? `?${query}` : ''}`;
  const answer = await fetch(address, {
    method: fields ? 'POST' : 'GET',
    body: fields ? new URLSearchParams(fields) : undefined,
    headers: { 'Deskbell-Part': '1', Accept: 'application/json' },
    cache: 'no-store',
    signal,
  });
  heard(answer);
  const text = await answer.text();
  const html = answer.headers.get('Content-Type')?.startsWith('text/html') && !answer.redirected;
  return {
    status: answer.redirected ? 401 : answer.status,
    html: html ? text : '',
    text,
    rev: Number(answer.headers.get('Deskbell-Rev') ?? 0),
    blocks: (answer.headers.get('Deskbell-Block') ?? '').split(',').filter(Boolean),
    pause: 1_000 * Number(answer.headers.get('Retry-After')) || 0,
    problem: new Refused(answer.status, html ? {} : read(text)),
  };
}

function read(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
