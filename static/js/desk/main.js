// The team's pages. Each file is one behaviour and finds by itself what it belongs to.
import { startClock } from '../shared/clock.js';
import { startWaitLines } from '../shared/waitline.js';
import './bell-online.js';
import './bell-tabs.js';
import './bell-log.js';
import './bell-reply.js';
import './bell-desk.js';
import './acts.js';
import './attention.js';
import './chosen.js';
import './copy.js';
import './jump.js';
import './leave.js';
import './panes.js';
import './problems.js';
import { outgoing } from './outgoing.js';

startClock();
startWaitLines();
if (document.querySelector('bell-desk')) outgoing.resume();
