// What each animation is made of: bursts of canvas-confetti, in the order of the times (ms) after which
// they come. Velocities are in CSS pixels a frame, and fit the height that there is.
import { shapes } from './shapes.js';

const festive = ['#dfa63a', '#cf6a3d', '#b8475a', '#5d8f63', '#3f7fa6', '#8068a8'];
const between = (low, high) => low + Math.random() * (high - low);
const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const dark = () => matchMedia('(prefers-color-scheme: dark)').matches;

export const acts = {
  confetti(width, height) {
    const burst = { colors: festive, ticks: 230, gravity: 0.9, startVelocity: height / 15, spread: 55, particleCount: 55 };
    return [
      { ...burst, angle: 62, origin: { x: 0, y: 1 } },
      { ...burst, angle: 118, origin: { x: 1, y: 1 } },
      { ...burst, after: 350, angle: 90, spread: 100, startVelocity: height / 18, particleCount: 45, origin: { x: 0.5, y: 1 } },
    ];
  },

  fireworks(width, height) {
    return times(6, (i) => ({
      after: i * 480, colors: [festive[i % festive.length], '#e9c46a'], shapes: ['circle'], particleCount: 70, spread: 360, ticks: 75,
      startVelocity: Math.min(width, height) / 26, gravity: 0.45, decay: 0.93, scalar: 0.85, origin: { x: between(0.2, 0.8), y: between(0.18, 0.5) },
    }));
  },

  hearts(width, height) {
    return times(20, (i) => ({
      after: i * 80, shapes: [shapes.heart], colors: ['#c9405b', '#dd6f84', '#b02a49'], particleCount: 1, flat: true, ticks: between(150, 195),
      angle: 90, spread: 30, startVelocity: between(14, 24), gravity: -height / 170 / 3 * between(0.5, 0.9), drift: between(-0.5, 0.5), scalar: between(1.6, 3.4), origin: { x: between(0.1, 0.9), y: 1.05 },
    }));
  },

  snow(width, height) {
    return times(70, (i) => ({
      after: i * 24, shapes: ['circle'], colors: dark() ? ['#f2f5f8', '#cfd8e2'] : ['#a9bccf', '#c3d1de', '#8fa6bd'], particleCount: 2, ticks: 190,
      startVelocity: 0, gravity: height / 190 / 3 * between(0.7, 1.15), drift: between(-0.6, 0.6), scalar: between(0.45, 1), origin: { x: between(-0.05, 1.05), y: -0.03 },
    }));
  },

  balloons(width, height) {
    return times(9, (i) => ({
      after: i * 110, shapes: [shapes.balloon], colors: [festive[i % festive.length]], particleCount: 1, flat: true, ticks: 220, startVelocity: 0,
      gravity: -height / 190 / 3 * between(0.85, 1.25), drift: between(-0.35, 0.35), scalar: between(4.5, 7), origin: { x: (i * 0.37 + between(0.05, 0.2)) % 0.9 + 0.05, y: 1.1 },
    }));
  },

  thumbs_up(width, height) {
    return times(12, (i) => ({
      after: i * 80, shapes: [shapes.thumb], colors: ['#dfa63a', '#c98f2b'], particleCount: 1, flat: true, ticks: 150, angle: between(70, 110), spread: 10,
      startVelocity: height / 12 * between(0.75, 1), gravity: 0.75, scalar: between(2.6, 4.8), origin: { x: between(0.2, 0.8), y: 1.05 },
    }));
  },
};
