// The bell of the desk, made on the spot. Browsers are silent until the page was touched once.
//   strike('bell');   one strike · 'twice': two · 'tap': a short, soft one
//   canSound()        the page was touched
const TONES = [
  [1, 0.5, 0.6],
  [2.02, 0.22, 0.4],
  [2.99, 0.12, 0.25],
  [5.43, 0.06, 0.12],
]; // times the base, loudness, seconds
const BASE = 1_245; // Hz
const SECOND = 0.32; // s until the second strike
const TAP = [[0.5, 0.35, 0.06]];

let sound;

// A finger that goes down does not count as a touch yet, one that was lifted does.
for (const name of ['pointerup', 'keydown']) addEventListener(name, unlock, { capture: true, once: true });

function unlock() {
  sound ??= new AudioContext();
  sound.resume();
}

export function canSound() {
  return Boolean(sound);
}

export async function strike(which = 'bell') {
  if (!sound) return;
  if (sound.state === 'suspended') await sound.resume();
  const now = sound.currentTime;
  play(which === 'tap' ? TAP : TONES, now);
  if (which === 'twice') play(TONES, now + SECOND);
}

function play(tones, at) {
  for (const [times, loud, length] of tones) {
    const tone = sound.createOscillator();
    const gain = sound.createGain();
    tone.frequency.value = BASE * times;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loud * 0.4, at + 0.004);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
    tone.connect(gain).connect(sound.destination);
    tone.start(at);
    tone.stop(at + length);
  }
}
