// One strike of a desk bell, made on the spot. Browsers are silent until the page was touched once.
//   strike();
const TONES = [
  [1, 0.5, 0.6],
  [2.02, 0.22, 0.4],
  [2.99, 0.12, 0.25],
  [5.43, 0.06, 0.12],
]; // times the base, loudness, seconds
const BASE = 1_245; // Hz

let sound;

// A finger that goes down does not count as a touch yet, one that was lifted does.
for (const name of ['pointerup', 'keydown']) addEventListener(name, unlock, { capture: true, once: true });

function unlock() {
  sound ??= new AudioContext();
  sound.resume();
}

export async function strike() {
  if (!sound) return;
  if (sound.state === 'suspended') await sound.resume();
  const now = sound.currentTime;
  for (const [times, loud, length] of TONES) {
    const tone = sound.createOscillator();
    const gain = sound.createGain();
    tone.frequency.value = BASE * times;
    gain.gain.setValueAtTime(0, now);
    gain.gain.linearRampToValueAtTime(loud * 0.4, now + 0.004);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + length);
    tone.connect(gain).connect(sound.destination);
    tone.start(now);
    tone.stop(now + length);
  }
}
