// Whether a file may be sent, by what the page says.
//   wrongWith(file, {most, size, accept}, already) → a sentence, '' when nothing is wrong
//   size(bytes) → in words
import { worded } from './worded.js';

export function wrongWith(file, { most, size, accept = '' }, already) {
  const named = { file: file.name };
  if (already >= Number(most)) return Number(most) === 1 ? worded('too_many_one', '{file}: one file at most.', named) : worded('too_many_files', '{file}: {count} files at most.', { ...named, count: most });
  if (file.size === 0) return worded('empty_file', '{file} is empty.', named);
  if (Number(size) > 0 && file.size > Number(size)) return worded('large_file', '{file} has {size}; {most} at most.', { ...named, size: mega(file.size), most: mega(Number(size)) });
  const wanted = accept.split(',').filter(Boolean);
  if (wanted.length > 0 && !wanted.some((kind) => is(file, kind))) return worded('other_kind', '{file} is of another kind. These go: {kinds}.', { ...named, kinds: wanted.join(', ') });
  return '';
}

function is({ name, type }, kind) {
  if (kind.startsWith('.')) return name.toLowerCase().endsWith(kind.toLowerCase());
  return kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : type === kind;
}

const mega = (bytes) => `${Math.ceil((bytes / (1 << 20)) * 10) / 10} MB`;

export const size = (bytes) => (bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);
