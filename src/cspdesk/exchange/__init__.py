"""Figures in and out: the workbook and other people's tables."""
