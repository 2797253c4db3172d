"""What holds for complaints, repairs and projects."""
