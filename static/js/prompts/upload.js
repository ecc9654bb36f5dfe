// Sends one of the visitor's files and says how far it is.
//   const upload = uploads({address, authorise});   authorise(): headers that say who the visitor is
//   const {id, name, type, size} = await upload(file, (part) => {}, signal);   part: 0 … 1
//   throws an Error with a sentence for the visitor
import { sendFile } from '../shared/send-file.js';

export const uploads =
  ({ address, authorise }) =>
  async (file, progress, signal) =>
    sendFile(address, file, { headers: await authorise(), progress, signal });
