// Words as they are searched for: without capitals, accents and letters that are two, so that "zurich" finds "Zürich",
// and "coeur" finds "cœur".
//   plain('Zürich') → 'zurich'
const TWO = { œ: 'oe', æ: 'ae', ß: 'ss' };

export const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[œæß]/g, (letter) => TWO[letter]);
