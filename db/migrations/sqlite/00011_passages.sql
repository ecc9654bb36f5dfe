-- +goose Up
-- What articles say, in passages that answer by themselves. Of words the table has what the index has: their stems,
-- and what they stand for.
CREATE TABLE passages (
    num           INTEGER PRIMARY KEY,
    article_num   INTEGER NOT NULL REFERENCES articles (num) ON DELETE CASCADE,
    place         INTEGER NOT NULL,
    title_words   TEXT    NOT NULL,
    heading_words TEXT    NOT NULL,
    words         TEXT    NOT NULL,
    heading       TEXT    NOT NULL,
    text          TEXT    NOT NULL -- Markdown
);
CREATE INDEX passages_of_article ON passages (article_num, place);

-- All signs that are not ASCII are letters to it: words come here cut and folded.
CREATE VIRTUAL TABLE passages_found USING fts5 (
    title, heading, words, content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- Parts of the index are written anew when half of them is gone; at a tenth, as usual, cutting all anew would do little else.
INSERT INTO passages_found (passages_found, rank) VALUES ('deletemerge', 50);
CREATE VIRTUAL TABLE passages_words USING fts5vocab (passages_found, 'row');

-- +goose StatementBegin
CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN
    DELETE FROM passages_found WHERE rowid = old.num;
END;
-- +goose StatementEnd

-- Which articles were cut, and by which way of cutting; another one cuts them anew.
CREATE TABLE articles_cut (
    article_num INTEGER PRIMARY KEY REFERENCES articles (num) ON DELETE CASCADE,
    way         INTEGER NOT NULL
);

-- It changes with every passage, so that who remembers words of them asks again.
INSERT INTO counters (name, value) VALUES ('passages', 0);
