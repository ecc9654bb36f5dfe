// What htmx could not fetch is said; who is signed out goes to sign in and comes back.
import { Refused, say, toLogin } from './post.js';

document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => {
  if (ctx.response.status === 401) return toLogin();
  say(new Refused(ctx.response.status, parse(ctx.text)));
});

document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
  if (ctx && !ctx.response) say(new Refused(0, { message: 'The server cannot be reached. Try again in a moment.' }));
});

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
