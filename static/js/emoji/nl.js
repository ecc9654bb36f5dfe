// The emoji as they are called in Dutch.
import names from '../../vendor/cldr-annotations-48.2.0-nl.txt';
import { called } from './called.js';

export const emoji = called(names);
