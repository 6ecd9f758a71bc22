"""What is changed about Rasa 3.6.21 while it runs, each with its reason."""

from __future__ import annotations

from typing import Any


def check_answers_without_checking_the_schema() -> None:
    """Make the check of an action's answer sixty times cheaper (20 ms → 0.3 ms of processor time).

    Rasa validates every answer with `jsonschema.validate`, which first validates Rasa's own, constant
    schema of all events against the schema of schemas, each time anew. The answer itself is checked as before.
    """
    import jsonschema
    from jsonschema.validators import validator_for

    def validate(instance: Any, schema: Any, *_: Any, **__: Any) -> None:
        validator_for(schema)(schema).validate(instance)

    jsonschema.validate = validate
