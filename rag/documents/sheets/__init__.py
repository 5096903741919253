"""Workbooks and comma-separated tables: each row a line that names its columns."""
