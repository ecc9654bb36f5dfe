// Drawn shapes, filled in one colour, on a field of 24 by 24 as Lucide's icons are; the matrix makes them
// canvas-confetti's ten pixels wide with the middle at 0.
const drawn = (path) => ({ type: 'path', path, matrix: [10 / 24, 0, 0, 10 / 24, -5, -5] });

export const shapes = {
  heart: drawn('M19 14c1.49-1.46 3-3.21 3-5.5A5.5 5.5 0 0 0 16.5 3c-1.76 0-3 .5-4.5 2-1.5-1.5-2.74-2-4.5-2A5.5 5.5 0 0 0 2 8.5c0 2.3 1.5 4.05 3 5.5l7 7Z'),
  thumb: drawn('M4 10h2.2v12H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2zM8 9.6 12 2a3.13 3.13 0 0 1 3 3.88L14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H8z'),
  balloon: drawn('M12 0C8.2 0 5.8 2.9 5.8 6.4c0 3.9 3 6.9 5.3 7.6l-.8 1.5h1.4c0 1.6-.9 2.3-.9 3.9 0 1.7 1 2.4 1 4.6h.6c0-2.3-.9-3-.9-4.6 0-1.5.9-2.3.9-3.9h1.3l-.8-1.5c2.3-.7 5.3-3.7 5.3-7.6C18.2 2.9 15.8 0 12 0Z'),
};
