"""The open document for a desktop: Qt without widgets."""
