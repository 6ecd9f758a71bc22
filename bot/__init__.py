"""How a talk runs: the Rasa project of Lotse. Own process, own Python (3.10).

Rasa decides what happens next and says it as keys; texts, answers and offers come from elsewhere.
Nothing here imports another package of Lotse: both sides meet over HTTP.
"""
