"""How what ships beside the bundled weights was trained; needs PyTorch, the product does not."""
