// This page's own name, among others that the same person has open.
import { random } from '../shared/ids.js';

export const tab = random(12);
