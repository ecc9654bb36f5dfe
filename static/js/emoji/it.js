// The emoji as they are called in Italian.
import names from '../../vendor/cldr-annotations-48.2.0-it.txt';
import { called } from './called.js';

export const emoji = called(names);
