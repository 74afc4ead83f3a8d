"""The task tables of a plan: grids of cells in, task rows out.

One step a module, in this order:

    grid          lines → rows of cells, whatever format they came from
    columns       what each column means, by its printed header
    search        one table over all its pages, repeated headers dropped
    alignment     every row's cells under their columns
    page_breaks   cut rows joined, rows run together parted (`cell_text` knows the text of two cells)
    shifted_rows  numbers and agencies that stand one row away from their texts
    row_marks     headings and numbers read, lost and misread ones restored
    numbering     groups, numbers and ids given out
    task_rows     merged cells inherited, agencies and times read
    reading       all of it, for one file
    data_tables   the tables that assign no tasks, kept as tables

Every repair is told on its row in the words of `repairs`; `vocabulary.toml` holds the words tables are
known by.
"""

from corpus.tables.data_tables import find_data_tables
from corpus.tables.reading import TableReading, find_table_spans, parse_task_grids, parse_task_tables

__all__ = ["TableReading", "find_data_tables", "find_table_spans", "parse_task_grids", "parse_task_tables"]
