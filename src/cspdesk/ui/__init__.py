"""The window: pages, views, delegates, dialogs and the theme."""
