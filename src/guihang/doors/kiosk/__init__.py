"""The kiosk: a touch terminal for the person himself, without mouse or keyboard."""
