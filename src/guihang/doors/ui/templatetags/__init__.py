"""The components and the wording, as templates call them."""
