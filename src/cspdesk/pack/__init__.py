"""The board pack: blocks, layouts and the Word, Excel and web renderers."""
