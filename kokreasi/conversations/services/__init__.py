"""What people do in conversations: follow, remark, answer."""
