"""From an article to what it says who said: drafts that a curator decides on.

`fetching` gets a page from its address, `pages` the text out of it, `text` takes the text apart by form, and `saying`
finds the acts of saying in it. What lies beside this file makes drafts of them: `people` and `names` tell who speaks,
`statements` what they say so that it can be read alone, `folding` joins what is said twice; `drafts` puts it together,
and `placing` tells where it stands in the page.
"""
