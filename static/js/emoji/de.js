// The emoji as they are called in German.
import names from '../../vendor/cldr-annotations-48.2.0-de.txt';
import { called } from './called.js';

export const emoji = called(names);
