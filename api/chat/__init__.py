"""The chat: one turn in, messages out; who decides what to say is exchangeable."""
