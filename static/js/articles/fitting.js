// Makes of a picture one that the server takes: a PNG, JPEG or GIF of a size that a page needs. null for what the
// browser cannot read.
//   const file = await fitting(file)
const TAKEN = ['image/png', 'image/jpeg', 'image/gif'];
const LONGEST = 2048; // px, as models/portrait has it
const SMALL = 4 << 20; // bytes that need not be made less

export async function fitting(file) {
  if (file.type === 'image/gif' || (TAKEN.includes(file.type) && file.size <= SMALL)) return file;
  let picture;
  try {
    picture = await createImageBitmap(file); // upright, as the camera was held
  } catch {
    return TAKEN.includes(file.type) ? file : null;
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const type = file.type === 'image/jpeg' || file.size > SMALL ? 'image/jpeg' : 'image/png';
  const brush = canvas.getContext('2d');
  if (type === 'image/jpeg') {
    brush.fillStyle = 'white';
    brush.fillRect(0, 0, canvas.width, canvas.height);
  }
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, type, 0.9));
  const ending = type === 'image/png' ? '.png' : '.jpg';
  return blob && new File([blob], file.name.replace(/\.[^.]*$/, '') + ending, { type });
}
