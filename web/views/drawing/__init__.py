"""Draws a cover from its catalogue rows: cover → SVG elements as data, rendered by a macro.

Nothing here is markup: the macro escapes every attribute and text.
"""
