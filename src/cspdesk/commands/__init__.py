"""What a user can do to a document, each as a frozen dataclass with a label."""
