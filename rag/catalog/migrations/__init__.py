"""Migrations of the catalog, run by ``Catalog.upgrade``."""
