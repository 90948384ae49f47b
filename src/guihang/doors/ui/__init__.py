"""What every door shares: tokens, components, icons, print and screen styles."""
