"""The portal: pages that work without script, without an account, in every language."""
