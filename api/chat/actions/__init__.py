"""What the dialogue can have done: each action looks things up and says by reference what to show.

The same functions serve the action webhook of Rasa and the conversation without Rasa.
"""
