// What agents are told, on every page of the team.
import { startBadge } from './badge.js';
import { startBell } from './bell.js';
import { startDesktop } from './desktop.js';
import { startLeading } from './leader.js';
import { startLine } from './line.js';
import { startState } from './state.js';
import { startToasts } from './toasts.js';
import { startWorker } from './worker.js';
import './bell-push.js';

startBadge();
startToasts();
startBell();
startDesktop();
startState();
startLeading();
startLine();
startWorker();
