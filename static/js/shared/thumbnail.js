// A small picture of a picture that is being sent, drawn in the page; null for what is none.
//   const canvas = await thumbnail(file)
const SIDE = 80; // px, for screens of two dots a px

export async function thumbnail(file) {
  if (!/^image\/(png|jpeg|gif|webp)$/.test(file.type)) return null;
  try {
    const picture = await createImageBitmap(file);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = SIDE;
    const scale = Math.max(SIDE / picture.width, SIDE / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    canvas.getContext('2d').drawImage(picture, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
    picture.close();
    canvas.setAttribute('aria-hidden', 'true');
    return canvas;
  } catch {
    return null; // not written as its kind is: the server will say so
  }
}
