// The address follows the title until it is changed by hand, as models.SlugOf makes it. Emptied, it follows again.
//   startSlug(form)
const ROOM = 80; // characters
const TWO = { ä: 'ae', æ: 'ae', ö: 'oe', œ: 'oe', ü: 'ue', ß: 'ss', þ: 'th', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŧ: 't', ŋ: 'n' };

export function startSlug(form) {
  const { title, slug, slug_auto: auto } = form.elements;
  title.addEventListener('input', () => {
    if (auto.value) slug.value = slugOf(title.value);
  });
  slug.addEventListener('input', () => {
    if (form.dataset.article) return;
    auto.value = slug.value ? '' : '1';
  });
  if (auto.value && title.value) slug.value = slugOf(title.value);
}

function slugOf(text) {
  const plain = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/['’]/g, '')
    .replace(/[^\x00-\x7f]/g, (letter) => TWO[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const short = [...plain].slice(0, ROOM).join('');
  return short === plain || !short.includes('-') ? short : short.slice(0, short.lastIndexOf('-'));
}
