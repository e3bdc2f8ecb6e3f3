"""What stands beside a page that is divided into parts: its outline, and what its search looks through."""
