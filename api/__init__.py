"""How Lotse reaches people: portal pages, chat, JSON API, and the way to Rasa."""
