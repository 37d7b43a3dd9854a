"""The pages: one a module, each with a `router`."""
