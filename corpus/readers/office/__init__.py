"""Files that know their paragraphs and tables: Word, Excel, web pages, and what LibreOffice opens."""
