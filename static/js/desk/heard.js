// What the desk's stream says beside what it draws.
//   heard(desk, name, data);
import { rated } from '../shared/rated.js';
import { seenUpTo } from '../shared/receipts.js';
import { writing } from '../shared/writing.js';
import { showHere } from './here.js';
import { showTyping } from './typing.js';

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

const HEARD = {
  typing: (desk, data) => showTyping(desk.querySelector('#typing'), data),
  here: (desk, data) => showHere(JSON.parse(data)),
  online: (desk, data) => tell('deskbell:online', data),
  notices: (desk, data) => tell('deskbell:heard', { name: 'notices', data }),
  seen: (desk, data) => {
    const log = desk.querySelector('ol.log');
    if (log) seenUpTo(log, Number(data));
  },
  writing: (desk, data) => writing(desk.querySelector('ol.log'), data),
  rated: (desk, data) => rated(desk.querySelector('ol.log'), data),
  epoch: () => location.reload(), // a backup was restored: nothing that is shown is sure
};

export function heard(desk, name, data) {
  HEARD[name]?.(desk, data);
}
