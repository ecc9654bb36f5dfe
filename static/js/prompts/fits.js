// Whether a file may be sent, by what the prompt says.
//   wrongWith(file, {most, size, accept}, already) → a sentence, '' when nothing is wrong
//   size(bytes) → in words
export function wrongWith(file, { most, size, accept }, already) {
  if (already >= Number(most)) return `${file.name}: ${most === '1' ? 'one file' : `${most} files`} at most.`;
  if (file.size === 0) return `${file.name} is empty.`;
  if (Number(size) > 0 && file.size > Number(size)) return `${file.name} has ${mega(file.size)}; ${mega(Number(size))} at most.`;
  const wanted = accept.split(',').filter(Boolean);
  if (wanted.length > 0 && !wanted.some((kind) => is(file, kind))) return `${file.name} is of another kind. These go: ${wanted.join(', ')}.`;
  return '';
}

function is({ name, type }, kind) {
  if (kind.startsWith('.')) return name.toLowerCase().endsWith(kind.toLowerCase());
  return kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : type === kind;
}

const mega = (bytes) => `${Math.ceil((bytes / (1 << 20)) * 10) / 10} MB`;

export const size = (bytes) => (bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`);
