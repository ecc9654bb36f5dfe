// The editor of an article (views/admin/article.templ). Without it the form is saved by its buttons, and shows
// no preview while one types.
import { startToolbar } from '../shared/toolbar.js';
import { startBlocks } from './blocks.js';
import { startDraft } from './draft.js';
import { startPanes } from './panes.js';
import { startPictures } from './pictures.js';
import { startSaving } from './saving.js';
import { startSlug } from './slug.js';

const form = document.getElementById('article');
if (form) {
  startToolbar(form.querySelector('.body-field'));
  startBlocks(form);
  startSlug(form);
  startPanes(form);
  startPictures(form);
  const draft = startDraft(form);
  startSaving(form, draft);
}
