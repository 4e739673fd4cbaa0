"""From an article to what it says who said: fetched safely, read apart, attributed by rules."""
