-- The collection's file. `row` numbers grow and are never used again; `id` is Article.id.
-- Times of whence itself (added, at) are ISO 8601 in UTC; *_from and *_to are seconds since 1970, UTC.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What a list shows of an article; its text stands apart, so that lists do not read it.
CREATE TABLE article (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  language TEXT NOT NULL,
  title TEXT,
  byline TEXT,
  outlet TEXT,
  url TEXT,
  published TEXT,
  published_from INTEGER,
  published_to INTEGER,
  characters INTEGER NOT NULL,
  passages INTEGER NOT NULL,
  added TEXT NOT NULL
);
CREATE INDEX article_published ON article (published_from);
CREATE INDEX article_outlet ON article (outlet);
CREATE INDEX article_language ON article (language);

-- The article as it was read, compressed JSON.
CREATE TABLE body (
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  data BLOB NOT NULL
);

-- Bytes that were read, compressed, once each; `article` is the one whose text it takes to read them.
CREATE TABLE original (
  row INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  article INTEGER REFERENCES article,
  data BLOB NOT NULL
);
CREATE INDEX original_article ON original (article);

-- Where and when an article was found: one row a finding.
CREATE TABLE capture (
  row INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  source TEXT NOT NULL,
  url TEXT,
  captured TEXT NOT NULL,
  original INTEGER REFERENCES original,
  media_type TEXT NOT NULL,
  whence TEXT NOT NULL,
  added TEXT NOT NULL,
  UNIQUE (article, source, captured, original)
);
CREATE INDEX capture_url ON capture (url) WHERE url IS NOT NULL;
CREATE INDEX capture_original ON capture (original);

-- Inputs that became no article.
CREATE TABLE failure (
  source TEXT PRIMARY KEY,
  found TEXT NOT NULL,
  do TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

-- Postings: which article has which key. A segment is sorted by key and article and cut in blocks, in the order of
-- their rows. Programs keep the directory of a segment by its number, which is never given to another one, its
-- postings and its first key: while segments are merged, one loses keys at its beginning and one grows at its end.
CREATE TABLE segment (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  postings INTEGER NOT NULL
);
CREATE TABLE block (
  row INTEGER PRIMARY KEY,
  segment INTEGER NOT NULL REFERENCES segment ON DELETE CASCADE,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  postings INTEGER NOT NULL,
  data BLOB NOT NULL
);
-- Covers what finding a block needs, so that the data is not read for it.
CREATE INDEX block_key ON block (segment, first, last, postings);
-- Rows of removed articles that postings still name.
CREATE TABLE gone (
  article INTEGER PRIMARY KEY
);
-- Articles that are not compared with the rest yet, or must be again.
CREATE TABLE pending (
  article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
  new INTEGER NOT NULL
);

-- Pairs that were compared, by the order of their ids. `words` and `meaning` are the evidence that makes them
-- a candidate now, 0 where it does not suffice; the rest depends on the two texts only, and is kept for
-- pairs that are no candidates any more. `kind` is 'none' where the two share too little.
CREATE TABLE kinship (
  left INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  right INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  words REAL NOT NULL,
  meaning REAL NOT NULL,
  kind TEXT NOT NULL,
  score REAL NOT NULL,
  left_coverage REAL NOT NULL,
  right_coverage REAL NOT NULL,
  extents TEXT NOT NULL,
  PRIMARY KEY (left, right)
) WITHOUT ROWID;
CREATE INDEX kinship_right ON kinship (right);
-- The strongest first: what a person is asked about.
CREATE INDEX kinship_strength ON kinship (max(left_coverage, right_coverage) * score DESC)
  WHERE kind <> 'none' AND (words > 0 OR meaning > 0);

CREATE TABLE story (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  first TEXT,
  last TEXT,
  articles INTEGER NOT NULL,
  changed TEXT NOT NULL
);
CREATE INDEX story_changed ON story (changed);
CREATE TABLE member (
  story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
  PRIMARY KEY (story, article)
) WITHOUT ROWID;
CREATE INDEX member_article ON member (article);
-- Stories traced on demand.
CREATE TABLE traced (
  story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE,
  key TEXT NOT NULL,
  data BLOB NOT NULL
);

-- What a person decided; `undone` is when it was taken back.
CREATE TABLE decision (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  who TEXT NOT NULL,
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  undone TEXT
);
-- What changed in the stories.
CREATE TABLE event (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  story INTEGER,
  articles TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX event_story ON event (story);
