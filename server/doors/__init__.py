"""Where people come in: pages, the socket, invitations."""
