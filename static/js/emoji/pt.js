// The emoji as they are called in Portuguese.
import names from '../../vendor/cldr-annotations-48.2.0-pt.txt';
import { called } from './called.js';

export const emoji = called(names);
