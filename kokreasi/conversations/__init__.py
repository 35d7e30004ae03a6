"""What people say about public things and what they are answered: follows, remarks, responses."""
