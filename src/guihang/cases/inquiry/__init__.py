"""Inquiry: what the agency finds out for an organ before it decides (调查评估, Act art. 18).

Here: the commission, who looks into it, statements, the assessment, the opinion and its dispatch.
Not here: how the opinion is decided (decisions), how it is discussed (decisions.discussion); the
case that may follow: it begins by itself, and the inquiry is joined to it.
"""
