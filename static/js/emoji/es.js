// The emoji as they are called in Spanish.
import names from '../../vendor/cldr-annotations-48.2.0-es.txt';
import { called } from './called.js';

export const emoji = called(names);
