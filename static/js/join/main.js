// The page of a guest: a conversation that a link has let into. Each file is one behaviour.
import { startClock } from '../shared/clock.js';
import '../desk/chosen.js';
import '../desk/days.js';
import '../desk/nodrop.js';
import './acts.js';
import './bell-log.js';
import './bell-say.js';
import { listen } from './listen.js';
import { outgoing } from './outgoing.js';
import { base } from './page.js';

if (location.search) history.replaceState(null, '', base); // said how one has come
startClock();
outgoing.resume();
listen();
