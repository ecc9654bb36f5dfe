// Says beside a field that it saves by itself: "Saving…" while it does, "Saved" for a while afterwards. What
// was not saved is thrown on.
//   await saved(element, promise);
const STAYS = 5_000;

export async function saved(place, work) {
  clearTimeout(place.forgetting);
  place.textContent = 'Saving…';
  try {
    await work;
    place.textContent = 'Saved';
    place.forgetting = setTimeout(() => (place.textContent = ''), STAYS);
  } catch (refused) {
    place.textContent = 'Not saved';
    throw refused;
  }
}
