"""Documents written as files of other formats, the way offices have them."""
