// The chat page. It works on what the server drew at once; who the visitor is comes a moment later,
// from the loader on the host page or from this page's own storage, and nothing is sent before.
import { startClock } from '../shared/clock.js';
import { follow } from '../shared/follow.js';
import { earlier } from '../shared/history.js';
import { startWaitLines } from '../shared/waitline.js';
import { restore } from './act.js';
import { startAnimations } from './animation.js';
import { holdUntil, payload, token } from './api.js';
import { startAsking } from './ask.js';
import { startAttention } from './attention.js';
import { startBlocked } from './blocked.js';
import { fit, startComposing } from './compose.js';
import { preview } from './greeting.js';
import { startFiles } from './files.js';
import { startHeader } from './header.js';
import { startLeaving } from './leave.js';
import { startLook } from './look.js';
import { log, page, prompt, scroller } from './page.js';
import { startPrompts } from './prompts.js';
import { startQuick } from './quick.js';
import { startRating } from './rate.js';
import { startSaying } from './say.js';
import { settle } from './session.js';
import { resume } from './talk.js';
import { startTrial } from './trial.js';

const form = document.getElementById('composer');
const settled = settle();

holdUntil(settled);
startLook();
startHeader();
startClock();
startWaitLines();
startAnimations();
if (page.preview) [...log.children].forEach(preview);
const end = follow(scroller, document.getElementById('newer'), prompt);
earlier(scroller, payload);
const box = startSaying(form, end);
startAsking();
startQuick(end);
startRating();
startFiles();
fit(form);
startAttention(end);
startLeaving(box);

await settled;
box.recall();
startComposing(form, box);
startPrompts();
restore();
if (token() || page.resume) resume();
startTrial();
startBlocked();
