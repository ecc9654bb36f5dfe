// The emoji as they are called in French.
import names from '../../vendor/cldr-annotations-48.2.0-fr.txt';
import { called } from './called.js';

export const emoji = called(names);
