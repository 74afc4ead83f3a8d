-- Who may use the bot beyond those the settings list, who has asked to, and groups that were given a new id.

CREATE TABLE grants (
    chat_id INTEGER PRIMARY KEY, -- a person's id, or a group's, which is negative
    name TEXT NOT NULL,
    username TEXT NOT NULL, -- '' where there is none
    by_id INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    since TEXT NOT NULL
);

CREATE TABLE requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: buttons name it
    chat_id INTEGER NOT NULL, -- of the person or group it is for
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    asker TEXT NOT NULL, -- who added the bot to the group; '' for a person
    asker_id INTEGER NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'refused')),
    by_id INTEGER,
    by_name TEXT,
    decided TEXT
);
CREATE UNIQUE INDEX one_open_request ON requests (chat_id) WHERE state = 'open';
CREATE INDEX requests_by_time ON requests (at);

-- Where administrators were asked, so that all of them see who has decided.
CREATE TABLE request_messages (
    request INTEGER NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    admin_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    PRIMARY KEY (request, admin_id)
) WITHOUT ROWID;

-- A group that became a supergroup: the settings may still list it by its former id.
CREATE TABLE moved (
    former_id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL
);
