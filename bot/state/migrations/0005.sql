-- What was asked, how it was answered, and what people say of that. No names; words are kept for some days only.

CREATE TABLE questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token TEXT NOT NULL UNIQUE, -- names the answer in its buttons
    day TEXT NOT NULL, -- local
    chat_id INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('answered', 'not_found', 'ambiguous', 'failed')),
    words TEXT NOT NULL,
    folded TEXT NOT NULL, -- the same question, however it is typed
    citation TEXT NOT NULL, -- id of the first place cited; '' where there is none
    label TEXT NOT NULL, -- how a person cites it
    corpus_version TEXT NOT NULL
);
CREATE INDEX questions_by_day ON questions (day);

-- Answers somebody has called wrong, once each. by_id: who may take it back; never shown.
CREATE TABLE disputes (
    question INTEGER PRIMARY KEY REFERENCES questions (id) ON DELETE CASCADE,
    chat_id INTEGER NOT NULL,
    by_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    correction TEXT NOT NULL -- '' where none was given
);

CREATE TABLE suggestions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    words TEXT NOT NULL
);

-- What is left when the words are gone. kind: a status, 'disputed' or 'suggested'.
CREATE TABLE daily (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, kind)
) WITHOUT ROWID;

-- How much there is of each kind on each day, of what still has its words.
CREATE VIEW live_counts AS
    SELECT day, status AS kind, COUNT(*) AS count FROM questions GROUP BY day, status
    UNION ALL SELECT day, 'disputed', COUNT(*) FROM disputes GROUP BY day
    UNION ALL SELECT day, 'suggested', COUNT(*) FROM suggestions GROUP BY day;
