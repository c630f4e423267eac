-- How somebody wants the pages, in every browser; NULL follows the browser.
ALTER TABLE users ADD COLUMN language TEXT;
ALTER TABLE users ADD COLUMN theme TEXT;
