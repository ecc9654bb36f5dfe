// The chat page. It works on what the server drew at once; who the visitor is comes a moment later,
// from the loader on the host page or from this page's own storage, and nothing is sent before.
import { startClock } from '../shared/clock.js';
import { follow } from '../shared/follow.js';
import { earlier } from '../shared/history.js';
import { startWaitLines } from '../shared/waitline.js';
import { restore } from './act.js';
import { holdUntil, payload, token } from './api.js';
import { startAsking } from './ask.js';
import { startAttention } from './attention.js';
import { preview } from './greeting.js';
import { startHeader } from './header.js';
import { startLeaving } from './leave.js';
import { startLook } from './look.js';
import { log, page, scroller } from './page.js';
import { startSaying } from './say.js';
import { settle } from './session.js';
import { resume } from './talk.js';

const form = document.getElementById('composer');
const settled = settle();

holdUntil(settled);
startLook();
startHeader();
startClock();
startWaitLines();
if (page.preview) [...log.children].forEach(preview);
const end = follow(scroller, document.getElementById('newer'));
earlier(scroller, payload);
const box = startSaying(form, end);
startAsking(form);
startAttention(end);
startLeaving(box);

await settled;
box.recall();
restore();
if (token() || page.resume) resume();
