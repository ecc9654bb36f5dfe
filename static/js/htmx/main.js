// htmx by itself, for pages that need it late: the chat, with its form for a message while nobody is there.
export { default } from '../../vendor/htmx-4.0.1.min.js';
